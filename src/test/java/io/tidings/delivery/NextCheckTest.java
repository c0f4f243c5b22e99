package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.hierarchy.Bucket;
import io.tidings.relevance.Gate;
import io.tidings.relevance.Offers.Offering;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    void whoHasComeSoonerComesAgainOnlyAfterThatTime() {
        IntStream.range(0, 1_000).mapToObj(i -> "h" + i).forEach(id -> {
            Instant first = NextCheck.within(Duration.ofHours(2), NOW, id);
            assertThat(NextCheck.within(Duration.ofHours(2), first, id)).isEqualTo(first.plus(Duration.ofHours(2)));
        });
    }

    @Test
    void aShelfKnowsWhenItsEditionChanged() {
        Shelf shelf = new Shelf();
        shelf.put(stock(1, 1), NOW);
        shelf.put(stock(2, 1), NOW.plusSeconds(1));
        assertThat(shelf.changedAt("h")).isNull();
        shelf.put(stock(3, 2), NOW.plusSeconds(2));
        assertThat(shelf.changedAt("h")).isEqualTo(NOW.plusSeconds(2));
        assertThat(shelf.before("h")).isNotNull().extracting(Edition::number).isEqualTo(1L);
        // read before the other, and heard of later
        shelf.put(stock(2, 1), NOW.plusSeconds(3));
        assertThat(shelf.edition("h")).isNotNull().extracting(Edition::number).isEqualTo(2L);
    }

    @Test
    void aShelfBehindAGateChangesOnlyForThoseWhoGoThrough() {
        Shelf shelf = new Shelf();
        shelf.put(gated(1, 10), NOW);
        shelf.put(gated(2, 60), NOW.plusSeconds(1));
        IntStream.range(0, 100).mapToObj(i -> "h" + i).forEach(id -> {
            int bucket = Bucket.of(id, "u");
            assertThat(shelf.edition(id))
                    .isNotNull()
                    .extracting(Edition::number)
                    .isEqualTo(bucket < 6000 ? 1L : 2L);
            assertThat(shelf.changedAt(id)).isEqualTo(bucket >= 1000 && bucket < 6000 ? NOW.plusSeconds(1) : null);
        });
    }

    private static Stock gated(long epoch, int percent) {
        Offering offering = new Offering(
                "default", epoch, List.of("u", "v"), List.of(new Gate("u", 1, percent)), Collections.emptySortedMap());
        return new Stock(offering, Map.of(List.of("u", "v"), edition(1), List.of("v"), edition(2)));
    }

    private static Stock stock(long epoch, long number) {
        return new Stock(new Offering("default", epoch, List.of()), Map.of(List.of(), edition(number)));
    }

    private static Edition edition(long number) {
        return Rendering.of("default", Catalog.EMPTY, List.of()).toEdition(number);
    }
}
