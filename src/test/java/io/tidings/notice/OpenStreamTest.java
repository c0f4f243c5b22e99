package io.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OpenStreamTest {

    private final List<Long> fetchedAfter = new ArrayList<>();
    private final AtomicReference<OpenStream> stream = new AtomicReference<>();
    private final List<OpenStream> closed = new ArrayList<>();
    private long newest;
    private boolean oneComesMeanwhile;

    @Test
    void nothingIsFetchedBeforeTheReaderHasTakenWhatCameBefore() {
        newest = 1_000_000;
        AssertSubscriber<Optional<PostedNotice>> reader = open(1);
        assertThat(fetchedAfter).containsExactly(0L);
        reader.request(98);
        assertThat(fetchedAfter).containsExactly(0L);
        reader.request(2);
        assertThat(fetchedAfter).containsExactly(0L, 100L);
        assertThat(numbersIn(reader)).isEqualTo(numbers(101));
    }

    @Test
    void whatComesWhileTheReaderIsSlowOrAPageIsFetchedIsNotLost() {
        newest = 150;
        AssertSubscriber<Optional<PostedNotice>> reader = open(1);
        newest = 160;
        wake();
        oneComesMeanwhile = true;
        reader.request(1_000);
        assertThat(numbersIn(reader)).isEqualTo(numbers(161));
    }

    @Test
    void aReaderThatHasGoneIsFetchedForNoMore() {
        newest = 1_000;
        AssertSubscriber<Optional<PostedNotice>> reader = open(1);
        reader.cancel();
        reader.request(1_000);
        wake();
        assertThat(fetchedAfter).containsExactly(0L);
    }

    @Test
    void aReaderThatHasNotTakenWhatCameBeforeHearsNoBeat() {
        AssertSubscriber<Optional<PostedNotice>> reader = open(2);
        stream.get().beat();
        stream.get().beat();
        stream.get().beat();
        newest = 1;
        wake();
        assertThat(reader.getItems()).containsExactly(Optional.empty(), Optional.empty());
        reader.request(10);
        stream.get().beat();
        assertThat(reader.getItems()).hasSize(4).element(2).isNotEqualTo(Optional.empty());
    }

    @Test
    void itIsClosedOnceWhoeverEndsIt() {
        AssertSubscriber<Optional<PostedNotice>> reader = open(0);
        assertThat(closed).isEmpty();
        stream.get().end();
        reader.assertCompleted();
        reader.cancel();
        stream.get().end();
        assertThat(closed).containsExactly(stream.get());
    }

    @Test
    void manyAtOnceLoseNothingAndAreHeardOneAtATime() throws InterruptedException {
        newest = 20_000;
        Hearing hearing = new Hearing();
        OpenStream opened = new OpenStream(this::page, 0, hearing, closed::add);
        List<Thread> all = List.of(
                Thread.ofPlatform().start(() -> repeat(() -> opened.request(1))),
                Thread.ofPlatform().start(() -> repeat(() -> opened.request(1))),
                Thread.ofPlatform().start(() -> repeat(opened::wake)),
                Thread.ofPlatform().start(() -> repeat(opened::beat)));
        for (Thread one : all) {
            one.join();
        }
        opened.request(Long.MAX_VALUE);
        assertThat(hearing.mostAtOnce).hasValue(1);
        assertThat(hearing.heard).isEqualTo(numbers(newest));
    }

    /** Takes long enough for another one to come in, if one may. */
    private static final class Hearing implements MultiSubscriber<Optional<PostedNotice>> {

        final List<Long> heard = new ArrayList<>();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();

        @Override
        public void onItem(Optional<PostedNotice> item) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            for (int i = 0; i < 200; i++) {
                Thread.onSpinWait();
            }
            item.ifPresent(notice -> heard.add(notice.number()));
            atOnce.decrementAndGet();
        }

        @Override
        public void onFailure(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onCompletion() {}

        @Override
        public void onSubscribe(Flow.Subscription subscription) {}
    }

    private static void repeat(Runnable what) {
        for (int i = 0; i < 5_000; i++) {
            what.run();
        }
    }

    private AssertSubscriber<Optional<PostedNotice>> open(long requested) {
        return new AbstractMulti<Optional<PostedNotice>>() {
            @Override
            public void subscribe(MultiSubscriber<? super Optional<PostedNotice>> reader) {
                OpenStream opened = new OpenStream(OpenStreamTest.this::page, 0, reader, closed::add);
                stream.set(opened);
                reader.onSubscribe(opened);
            }
        }.subscribe().withSubscriber(AssertSubscriber.create(requested));
    }

    private void wake() {
        stream.get().wake();
    }

    private Uni<List<PostedNotice>> page(long after) {
        fetchedAfter.add(after);
        List<PostedNotice> found = LongStream.rangeClosed(after + 1, Math.min(after + OpenStream.PAGE, newest))
                .mapToObj(number -> new PostedNotice(number, "message", "info", "s", "t", Instant.EPOCH, null))
                .toList();
        if (oneComesMeanwhile) {
            oneComesMeanwhile = false;
            newest++;
            wake();
        }
        return Uni.createFrom().item(found);
    }

    private static List<Long> numbersIn(AssertSubscriber<Optional<PostedNotice>> reader) {
        return reader.getItems().stream()
                .flatMap(Optional::stream)
                .map(PostedNotice::number)
                .toList();
    }

    private static List<Long> numbers(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
