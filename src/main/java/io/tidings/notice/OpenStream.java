package io.tidings.notice;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;

/**
 * One stream: fetches what is new one page at a time, and once more when it was woken meanwhile. Nothing is fetched before the
 * reader has taken what came before: a slow one costs a page of memory.
 */
final class OpenStream {

    private static final Logger LOG = Logger.getLogger(OpenStream.class);
    /** How many notices a page has; one with fewer is the last for now. */
    static final int PAGE = 100;

    private final LongFunction<Uni<List<PostedNotice>>> page;
    private final MultiEmitter<? super Optional<PostedNotice>> emitter;
    // 0 idle, 1 fetching, 2 fetching and woken again
    private final AtomicInteger state = new AtomicInteger();
    private final AtomicBoolean waitsForReader = new AtomicBoolean();
    // what the reader asked for beyond what it was given
    private final AtomicLong wanted = new AtomicLong();
    private volatile long sent;
    private volatile boolean closed;

    /** The page answers the notices after a number. */
    OpenStream(
            LongFunction<Uni<List<PostedNotice>>> page,
            long after,
            MultiEmitter<? super Optional<PostedNotice>> emitter) {
        this.page = page;
        this.sent = after;
        this.emitter = emitter;
        emitter.onRequest(this::want);
        want(emitter.requested());
    }

    void wake() {
        if (state.getAndUpdate(now -> now == 0 ? 1 : 2) == 0) {
            fetch();
        }
    }

    /** Says nothing, so that each end notices when the other is gone; not to who has not taken yet what came before. */
    void beat() {
        if (wanted.getAndUpdate(left -> left > 0 ? left - 1 : left) > 0) {
            emitter.emit(Optional.empty());
        }
    }

    void close() {
        closed = true;
    }

    private void want(long more) {
        wanted.accumulateAndGet(more, (before, now) -> before > Long.MAX_VALUE - now ? Long.MAX_VALUE : before + now);
        goOn();
    }

    private void fetch() {
        waitsForReader.set(true);
        goOn();
    }

    private void goOn() {
        if (wanted.get() > 0 && waitsForReader.compareAndSet(true, false) && !closed) {
            page.apply(sent).subscribe().with(this::emit, this::fail);
        }
    }

    private void emit(List<PostedNotice> fetched) {
        for (PostedNotice notice : fetched) {
            emitter.emit(Optional.of(notice));
            sent = notice.number();
        }
        wanted.addAndGet(-fetched.size());
        boolean more = state.getAndSet(1) == 2 || fetched.size() == PAGE;
        if (more || !state.compareAndSet(1, 0)) {
            fetch();
        }
    }

    /** The client takes the stream up again at the number it has. */
    private void fail(Throwable failure) {
        LOG.debugf(failure, "A stream ends");
        end();
    }

    /** Its reader is told that nothing more comes here. */
    void end() {
        emitter.complete();
    }
}
