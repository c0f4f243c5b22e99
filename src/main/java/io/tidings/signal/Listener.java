package io.tidings.signal;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work that follows a signal: one run at a time, and one more after it when signals came meanwhile, so that no signal is
 * missed and a thousand cost as much as two. A run that fails is logged once and tried again at the next signal.
 */
final class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);

    private final String channel;
    private final Supplier<Uni<Void>> work;
    // 0 idle, 1 running, 2 running and signalled again
    private final AtomicInteger state = new AtomicInteger();
    private volatile String lastFailure = "";
    private volatile boolean stopped;

    Listener(String channel, Supplier<Uni<Void>> work) {
        this.channel = channel;
        this.work = work;
    }

    String channel() {
        return channel;
    }

    /** Nothing is begun any more, and what is cut off in the middle is no failure: the next start takes it up. */
    void stop() {
        stopped = true;
    }

    void wake() {
        if (!stopped && state.getAndUpdate(now -> now == 0 ? 1 : 2) == 0) {
            run();
        }
    }

    private void run() {
        Uni.createFrom().deferred(work::get).subscribe().with(ignored -> finished(""), this::failed);
    }

    private void failed(Throwable failure) {
        String message = failure.toString();
        if (!stopped && !message.equals(lastFailure)) {
            LOG.warnf("%s: tried again at the next signal: %s", channel, message);
            LOG.debugf(failure, "%s", channel);
        }
        finished(message);
    }

    private void finished(String failure) {
        lastFailure = failure;
        if (state.updateAndGet(now -> now - 1) == 1 && !stopped) {
            run();
        }
    }
}
