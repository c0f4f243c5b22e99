package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams that are open at this replica. Each fetches for itself what is new to it, when it is said that there is. */
@Singleton
class Streams {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final NoticeStore store;
    private final NoticeSettings settings;
    private final Map<String, Set<OpenStream>> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long told = -1;

    Streams(NoticeStore store, NoticeSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(NoticeStore.CHANNEL, this::tell);
    }

    /** The notices of a hierarchy after that number, those that are there and those that come. */
    Multi<PostedNotice> of(String hierarchyId, long after) {
        if (count.get() >= settings.mostStreams()) {
            throw new Problem(ProblemType.UNAVAILABLE, "Too many streams are open here.").retryAfter(SOON);
        }
        return Multi.createFrom()
                .<PostedNotice>emitter(emitter -> open(hierarchyId, after, emitter))
                .select()
                .first(settings.longestStream());
    }

    private void open(String hierarchyId, long after, MultiEmitter<? super PostedNotice> emitter) {
        OpenStream stream = new OpenStream(sent -> store.after(hierarchyId, sent, OpenStream.PAGE), after, emitter);
        count.incrementAndGet();
        open.computeIfAbsent(hierarchyId, id -> ConcurrentHashMap.newKeySet()).add(stream);
        emitter.onTermination(() -> close(hierarchyId, stream));
        stream.wake();
    }

    private void close(String hierarchyId, OpenStream stream) {
        stream.close();
        count.decrementAndGet();
        open.computeIfPresent(hierarchyId, (id, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }

    private Uni<Void> tell() {
        return store.newest().chain(this::tellUpTo);
    }

    private Uni<Void> tellUpTo(long newest) {
        long before = told;
        if (before < 0 || open.isEmpty() || newest == before) {
            told = newest;
            return Uni.createFrom().voidItem();
        }
        return store.hierarchiesAfter(before, newest)
                .invoke(ids -> {
                    ids.forEach(id -> open.getOrDefault(id, Set.of()).forEach(OpenStream::wake));
                    told = newest;
                })
                .replaceWithVoid();
    }
}
