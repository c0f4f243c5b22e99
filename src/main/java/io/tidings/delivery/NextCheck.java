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
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private NextCheck() {}

    /**
     * A moment that is its own within that time, and the same time later once it has come: those who share some news do not
     * come all at once, and none of them comes again and again.
     */
    static Instant within(Duration time, Instant now, String hierarchyId) {
        return next(now.plus(AT_ONCE), Math.max(1, time.toSeconds()), hierarchyId);
    }

    /** The first moment of the hierarchy's own second of the day that is at least half a day away. */
    static Instant after(Instant now, String hierarchyId) {
        return next(now.plus(AT_LEAST), DAY.toSeconds(), hierarchyId);
    }

    /** The first moment from then on that is the hierarchy's own of each so many seconds. */
    private static Instant next(Instant from, long every, String hierarchyId) {
        long earliest = from.getEpochSecond();
        return Instant.ofEpochSecond(earliest + Math.floorMod(slot(hierarchyId, every) - earliest, every));
    }

    private static long slot(String hierarchyId, long slots) {
        // the same in every replica; mixed, because equal beginnings would otherwise share the high bits
        int mixed = hierarchyId.hashCode() * 0x9E3779B9;
        return Math.floorMod(mixed ^ (mixed >>> 15), slots);
    }
}
