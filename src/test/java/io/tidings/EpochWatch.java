package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Asks all replicas for all editions all the time, while updates come out that begin one epoch together: each answer names
 * all of them or none, and where they were named once they are named from then on.
 */
final class EpochWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final List<Replica> replicas;
    private final List<Asking> asking;
    private final Set<String> together;
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private final Queue<String> halves = new ConcurrentLinkedQueue<>();
    private final Queue<String> stepsBack = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private final CompletableFuture<Void> watching;
    private volatile boolean closed;

    EpochWatch(List<Replica> replicas, List<Asking> asking, List<String> together) {
        this.replicas = replicas;
        this.asking = asking;
        this.together = Set.copyOf(together);
        this.watching = CompletableFuture.runAsync(
                this::watch, command -> Thread.ofPlatform().start(command));
    }

    private void watch() {
        while (!closed) {
            for (Replica replica : replicas) {
                asking.forEach(one -> look(replica, one));
            }
            rounds.incrementAndGet();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void look(Replica replica, Asking one) {
        List<String> offered;
        try {
            offered = replica.poll(one);
        } catch (Exception noAnswer) {
            // of one that dies while it is asked
            if (noAnswer instanceof IOException || !replica.isAlive()) {
                return;
            }
            throw noAnswer;
        }
        long named = together.stream().filter(offered::contains).count();
        String where = replica + " " + one.hierarchyId();
        if (named != 0 && named != together.size()) {
            halves.add(where + " " + offered);
        }
        if (Boolean.TRUE.equals(seen.put(where, named > 0)) && named == 0) {
            stepsBack.add(where);
        }
    }

    void awaitRounds(int more) {
        int before = rounds.get();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> watching.isDone() || rounds.get() >= before + more);
        assertThat(watching).isNotDone();
    }

    boolean hasSeenAll(Replica replica) {
        return asking.stream().allMatch(one -> Boolean.TRUE.equals(seen.get(replica + " " + one.hierarchyId())));
    }

    Queue<String> halves() {
        return halves;
    }

    Queue<String> stepsBack() {
        return stepsBack;
    }

    /** Ends it; throws what ended it before. */
    @Override
    public void close() {
        closed = true;
        watching.join();
    }
}
