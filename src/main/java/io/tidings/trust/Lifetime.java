package io.tidings.trust;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a role's metadata is signed anew, and how long it is good for. Time is cut into fixed slots, so that every
 * replica signs the same in the same slot without talking to another.
 */
public record Lifetime(Duration every, Duration lasts) {

    /** Slots are counted from here to keep version numbers short. */
    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    public Lifetime {
        if (every.toSeconds() < 1 || lasts.compareTo(every) <= 0) {
            throw new IllegalArgumentException("metadata must outlast the time until it is signed anew");
        }
    }

    /** The running number of the slot; it only grows. */
    int slot(Instant now) {
        var seconds = Math.max(0, Duration.between(ORIGIN, now).toSeconds());
        return Math.toIntExact(seconds / every.toSeconds());
    }

    Instant expires(Instant now) {
        return startOf(slot(now)).plus(lasts);
    }

    Instant renewAt(Instant now) {
        return startOf(slot(now) + 1);
    }

    private Instant startOf(int slot) {
        return ORIGIN.plus(every.multipliedBy(slot));
    }
}
