package io.tidings.notice;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.signal.Signals;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams that are open at this replica. Each fetches for itself what is new to it, when it is said that there is. One that
 * has nothing to tell says that it is there, now and then.
 */
@Singleton
class Streams {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long SECOND = 1_000;

    private final NoticeStore store;
    private final NoticeSettings settings;
    private final Vertx vertx;
    private final Listeners<OpenStream> open = new Listeners<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long told = -1;
    private volatile boolean leaving;
    private long timer;
    private long seconds;

    Streams(NoticeStore store, NoticeSettings settings, Vertx vertx) {
        this.store = store;
        this.settings = settings;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(NoticeStore.CHANNEL, this::tell);
        timer = vertx.setPeriodic(SECOND, id -> beat());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** The notices of a hierarchy after that number, those that are there and those that come; empty where it only beats. */
    Multi<Optional<PostedNotice>> of(String hierarchyId, long after) {
        if (leaving) {
            throw new Problem(ProblemType.UNAVAILABLE, "This replica is about to end.");
        }
        if (count.get() >= settings.mostStreams()) {
            throw new Problem(ProblemType.UNAVAILABLE, "Too many streams are open here.").retryAfter(SOON);
        }
        boolean isKnown = after <= Math.max(0, told);
        return isKnown
                ? new Reading(hierarchyId, after)
                : store.known(after).onItem().transformToMulti(from -> new Reading(hierarchyId, from));
    }

    /** Opens a stream for whoever reads. */
    private final class Reading extends AbstractMulti<Optional<PostedNotice>> {

        private final String hierarchyId;
        private final long after;

        Reading(String hierarchyId, long after) {
            this.hierarchyId = hierarchyId;
            this.after = after;
        }

        @Override
        public void subscribe(MultiSubscriber<? super Optional<PostedNotice>> reader) {
            OpenStream stream = new OpenStream(
                    sent -> store.after(hierarchyId, sent, OpenStream.PAGE),
                    after,
                    reader,
                    it -> close(hierarchyId, it));
            count.incrementAndGet();
            open.add(hierarchyId, stream);
            reader.onSubscribe(stream);
            if (leaving) {
                stream.end();
            }
        }
    }

    /** Who listens goes on at another replica, from the number it has: a stream would hold up the end of this one. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
        open.forEach(OpenStream::end);
    }

    private void close(String hierarchyId, OpenStream stream) {
        count.decrementAndGet();
        open.remove(hierarchyId, stream);
    }

    /** Each second some of them, so that thousands do not come at once; and who has been here longest is sent on. */
    void beat() {
        long every = Math.max(1, settings.heartbeat().toSeconds());
        long turn = seconds++ % every;
        open.forEach(stream -> {
            if (stream.isOpenLongerThan(settings.longestStream())) {
                stream.end();
            } else if (Math.floorMod(stream.hashCode(), every) == turn) {
                stream.beat();
            }
        });
    }

    private Uni<Void> tell() {
        return store.newest().chain(this::tellUpTo);
    }

    private Uni<Void> tellUpTo(long newest) {
        long before = told;
        if (before < 0) {
            // who came before the first look may have missed what came in between
            told = newest;
            open.forEach(OpenStream::wake);
            return Uni.createFrom().voidItem();
        }
        if (open.isEmpty() || newest == before) {
            told = newest;
            return Uni.createFrom().voidItem();
        }
        return store.hierarchiesAfter(before, newest)
                .invoke(ids -> {
                    ids.forEach(id -> open.of(id).forEach(OpenStream::wake));
                    told = newest;
                })
                .replaceWithVoid();
    }
}
