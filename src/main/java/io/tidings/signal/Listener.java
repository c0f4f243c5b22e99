package io.tidings.signal;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that follows a signal: one run at a time, and one more, after a rest, when signals came meanwhile, so that no signal
 * is missed and a thousand cost as much as two. A run that fails is logged once and tried again at the next signal.
 */
final class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);

    private final String channel;
    private final Supplier<Uni<Void>> work;
    private final Uni<Void> rest;
    // 0 idle, 1 running, 2 running and signalled again
    private final AtomicInteger state = new AtomicInteger();
    private volatile String lastFailure = "";
    private volatile boolean stopped;

    Listener(String channel, Supplier<Uni<Void>> work, Uni<Void> rest) {
        this.channel = channel;
        this.work = work;
        this.rest = rest;
    }

    String channel() {
        return channel;
    }

    /** Nothing is begun any more, and what is cut off in the middle is no failure: the next start takes it up. */
    void stop() {
        stopped = true;
    }

    void wake() {
        awake().subscribe().with(ended -> {});
    }

    /** The same, and ends with the runs that this began; it does not fail. */
    Uni<Void> awake() {
        return Uni.createFrom()
                .deferred(() -> !stopped && state.getAndUpdate(now -> now == 0 ? 1 : 2) == 0
                        ? run()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> run() {
        return Uni.createFrom()
                .deferred(work::get)
                .replaceWith("")
                .onFailure()
                .recoverWithItem(this::failed)
                .chain(this::finished);
    }

    private String failed(Throwable failure) {
        String message = failure.toString();
        if (!stopped && !message.equals(lastFailure)) {
            LOG.warnf("%s: tried again at the next signal: %s", channel, message);
            LOG.debugf(failure, "%s", channel);
        }
        return message;
    }

    private Uni<Void> finished(String failure) {
        lastFailure = failure;
        return state.updateAndGet(now -> now - 1) == 1 && !stopped
                ? rest.chain(this::again)
                : Uni.createFrom().voidItem();
    }

    /** Stands for all that was signalled until now. */
    private Uni<Void> again() {
        state.set(1);
        return stopped ? Uni.createFrom().voidItem() : run();
    }
}
