package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NextCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void onceOnItsSecond_aHierarchyComesEvery24Hours() {
        Instant first = NextCheck.after(NOW, "hierarchy-1");
        assertThat(NextCheck.after(first, "hierarchy-1")).isEqualTo(first.plus(Duration.ofDays(1)));
    }

    @Test
    void waitIsBetweenHalfADayAndADayAndAHalf() {
        IntStream.range(0, 1000).forEach(i -> assertThat(Duration.between(NOW, NextCheck.after(NOW, "h" + i)))
                .isBetween(Duration.ofHours(12), Duration.ofHours(36)));
    }

    @Test
    void hierarchiesAreSpreadOverTheDay() {
        long[] perHour = new long[24];
        IntStream.range(0, 24_000)
                .forEach(i -> perHour[(int) (NextCheck.after(NOW, "h" + i).getEpochSecond() / 3600 % 24)]++);
        assertThat(LongStream.of(perHour).boxed()).allMatch(n -> n > 800 && n < 1200);
    }

    @Test
    void whoIsAskedToComeSoonerComesWithinThatTime_andNotAllAtOnce() {
        long[] perQuarter = new long[4];
        IntStream.range(0, 4_000).forEach(i -> {
            long wait = Duration.between(NOW, NextCheck.within(Duration.ofHours(1), NOW, "h" + i))
                    .toSeconds();
            assertThat(wait).isBetween(1L, 3600L);
            perQuarter[(int) ((wait - 1) / 900)]++;
        });
        assertThat(LongStream.of(perQuarter).boxed()).allMatch(n -> n > 800 && n < 1200);
    }

    @Test
    void aShelfKnowsWhenItsEditionChanged() {
        Shelf shelf = new Shelf();
        shelf.put(edition(1).at(1), NOW);
        shelf.put(edition(1).at(2), NOW.plusSeconds(1));
        assertThat(shelf.changedAt()).isNull();
        shelf.put(edition(2).at(3), NOW.plusSeconds(2));
        assertThat(shelf.changedAt()).isEqualTo(NOW.plusSeconds(2));
        // read before the other, and heard of later
        shelf.put(edition(1).at(2), NOW.plusSeconds(3));
        assertThat(shelf.edition()).isNotNull().extracting(Edition::number).isEqualTo(2L);
    }

    private static Edition edition(long number) {
        return Rendering.of(Catalog.EMPTY, List.of()).toEdition(number);
    }
}
