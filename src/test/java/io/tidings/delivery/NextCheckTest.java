package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
}
