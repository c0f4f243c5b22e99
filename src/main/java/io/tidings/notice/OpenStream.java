package io.tidings.notice;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One stream: fetches what is new one page at a time, and once more when it was woken meanwhile. */
final class OpenStream {

    private static final Logger LOG = Logger.getLogger(OpenStream.class);
    private static final int PAGE = 100;

    private final NoticeStore store;
    private final String hierarchyId;
    private final MultiEmitter<? super PostedNotice> emitter;
    // 0 idle, 1 fetching, 2 fetching and woken again
    private final AtomicInteger state = new AtomicInteger();
    private volatile long sent;
    private volatile boolean closed;

    OpenStream(NoticeStore store, String hierarchyId, long after, MultiEmitter<? super PostedNotice> emitter) {
        this.store = store;
        this.hierarchyId = hierarchyId;
        this.sent = after;
        this.emitter = emitter;
    }

    void wake() {
        if (state.getAndUpdate(now -> now == 0 ? 1 : 2) == 0) {
            fetch();
        }
    }

    void close() {
        closed = true;
    }

    private void fetch() {
        if (closed) {
            return;
        }
        store.after(hierarchyId, sent, PAGE).subscribe().with(this::emit, this::fail);
    }

    private void emit(List<PostedNotice> page) {
        for (PostedNotice notice : page) {
            emitter.emit(notice);
            sent = notice.number();
        }
        boolean more = page.size() == PAGE || state.get() == 2;
        state.set(1);
        if (more || !state.compareAndSet(1, 0)) {
            fetch();
        }
    }

    /** The client takes the stream up again at the number it has. */
    private void fail(Throwable failure) {
        LOG.debugf(failure, "A stream ends");
        emitter.complete();
    }
}
