package io.tidings.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * When a connection point is asked to come again: a second of the day that is its own, so that a million of them, each on
 * a 24-hour cycle, arrive spread over the day whatever hour they were installed at.
 */
final class NextCheck {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AT_LEAST = DAY.dividedBy(2);

    private NextCheck() {}

    /** A moment that is its own within that time: those who share some news do not all come at once. */
    static Instant within(Duration time, Instant now, String hierarchyId) {
        return now.plusSeconds(1 + slot(hierarchyId, Math.max(1, time.toSeconds())));
    }

    /** The first moment of the hierarchy's own second of the day that is at least half a day away. */
    static Instant after(Instant now, String hierarchyId) {
        long earliest = now.plus(AT_LEAST).getEpochSecond();
        long wait = Math.floorMod(slot(hierarchyId, DAY.toSeconds()) - earliest, DAY.toSeconds());
        return Instant.ofEpochSecond(earliest + wait);
    }

    private static long slot(String hierarchyId, long slots) {
        // the same in every replica; mixed, because equal beginnings would otherwise share the high bits
        int mixed = hierarchyId.hashCode() * 0x9E3779B9;
        return Math.floorMod(mixed ^ (mixed >>> 15), slots);
    }
}
