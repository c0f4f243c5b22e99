package io.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OpenStreamTest {

    private final List<Long> fetchedAfter = new ArrayList<>();
    private final AtomicReference<OpenStream> stream = new AtomicReference<>();
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
        stream.get().close();
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

    private AssertSubscriber<Optional<PostedNotice>> open(long requested) {
        return Multi.createFrom()
                .<Optional<PostedNotice>>emitter(emitter -> {
                    stream.set(new OpenStream(this::page, 0, emitter));
                    wake();
                })
                .subscribe()
                .withSubscriber(AssertSubscriber.create(requested));
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
