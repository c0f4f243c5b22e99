package io.tidings.notice;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One stream: fetches what is new one page at a time, and once more when it was woken meanwhile. Nothing is fetched before the
 * reader has taken what came before: a slow one costs a page of memory. There are thousands, so it holds no queue (decision
 * 0221): whoever has something for it leaves that in a field, and one of them at a time goes on with all of it.
 */
final class OpenStream implements Flow.Subscription {

    private static final Logger LOG = Logger.getLogger(OpenStream.class);
    /** How many notices a page has; one with fewer is the last for now. */
    static final int PAGE = 100;

    private final LongFunction<Uni<List<PostedNotice>>> source;
    private final MultiSubscriber<? super Optional<PostedNotice>> reader;
    private final Consumer<OpenStream> whenClosed;
    private final long openedAt = System.nanoTime();

    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean woken = true;
    private volatile boolean ended;
    private volatile boolean beats;
    private volatile @Nullable List<PostedNotice> fetched;

    // of whoever has the turn
    private List<PostedNotice> page = List.of();
    private int next;
    private boolean fetching;
    private long sent;

    /** The source answers the notices after a number. */
    OpenStream(
            LongFunction<Uni<List<PostedNotice>>> source,
            long after,
            MultiSubscriber<? super Optional<PostedNotice>> reader,
            Consumer<OpenStream> whenClosed) {
        this.source = source;
        this.sent = after;
        this.reader = reader;
        this.whenClosed = whenClosed;
    }

    void wake() {
        woken = true;
        goOn();
    }

    /** Says nothing, so that each end notices when the other is gone; not to who has not taken yet what came before. */
    void beat() {
        beats = true;
        goOn();
    }

    /** Its reader is told that nothing more comes here. */
    void end() {
        ended = true;
        goOn();
    }

    boolean isOpenLongerThan(Duration time) {
        return System.nanoTime() - openedAt > time.toNanos();
    }

    @Override
    public void request(long more) {
        if (more > 0) {
            Subscriptions.add(wanted, more);
            goOn();
        }
    }

    @Override
    public void cancel() {
        close();
    }

    private boolean close() {
        boolean first = closed.compareAndSet(false, true);
        if (first) {
            whenClosed.accept(this);
        }
        return first;
    }

    private void goOn() {
        int seen = turns.getAndIncrement() == 0 ? 1 : 0;
        while (seen != 0) {
            turn();
            seen = turns.addAndGet(-seen);
        }
    }

    private void turn() {
        if (ended && close()) {
            reader.onCompletion();
        }
        takeFetched();
        while (next < page.size() && mayTell()) {
            PostedNotice notice = page.get(next++);
            sent = notice.number();
            tell(Optional.of(notice));
        }
        boolean beat = beats;
        beats = false;
        if (beat && mayTell()) {
            tell(Optional.empty());
        }
        if (woken && !fetching && next == page.size() && mayTell()) {
            fetch();
        }
    }

    private boolean mayTell() {
        return !closed.get() && wanted.get() > 0;
    }

    private void tell(Optional<PostedNotice> what) {
        Subscriptions.produced(wanted, 1);
        reader.onItem(what);
    }

    private void fetch() {
        woken = false;
        fetching = true;
        page = List.of();
        next = 0;
        source.apply(sent).subscribe().with(this::arrived, this::fail);
    }

    private void arrived(List<PostedNotice> notices) {
        fetched = notices;
        goOn();
    }

    private void takeFetched() {
        List<PostedNotice> arrived = fetched;
        if (arrived != null) {
            fetched = null;
            fetching = false;
            page = arrived;
            if (arrived.size() == PAGE) {
                woken = true;
            }
        }
    }

    /** The client takes the stream up again at the number it has. */
    private void fail(Throwable failure) {
        LOG.debugf(failure, "A stream ends");
        end();
    }
}
