package io.tidings.access;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Token buckets for any number of callers in bounded memory: a caller's bucket is one number, the moment at which it will be
 * full again (the generic cell rate algorithm). Callers whose hashes meet share a bucket; the hash is seeded anew in each
 * process, so that nobody can choose to share another's.
 */
final class Buckets {

    private static final int SLOTS = 1 << 16;
    private static final long SECOND = 1_000_000_000L;

    /** Made when the first caller comes: a service that nobody calls has half a megabyte less to hold. */
    private volatile @Nullable Slots slots;

    private final long nanosPerToken;
    private final long nanosPerBucket;

    /** Without a rate nothing is limited. */
    Buckets(double tokensPerSecond, int burst) {
        this.nanosPerToken = tokensPerSecond <= 0 ? 0 : (long) (SECOND / tokensPerSecond);
        this.nanosPerBucket = nanosPerToken * Math.max(1, burst);
    }

    /** Takes one token; what comes back is zero, or the nanoseconds until there is one again. */
    long take(String caller, long now) {
        return nanosPerToken == 0 ? 0 : takeFrom(slots(), caller, now);
    }

    private long takeFrom(Slots slots, String caller, long now) {
        AtomicLongArray fullAt = slots.fullAt;
        int slot = slots.of(caller);
        while (true) {
            long before = fullAt.get(slot);
            long after = Math.max(before, now) + nanosPerToken;
            long wait = after - now - nanosPerBucket;
            if (wait > 0) {
                return wait;
            }
            if (fullAt.compareAndSet(slot, before, after)) {
                return 0;
            }
        }
    }

    /** What {@link #take} would answer, without taking. */
    long ask(String caller, long now) {
        if (nanosPerToken == 0) {
            return 0;
        }
        Slots taken = slots();
        return Math.max(0, Math.max(taken.fullAt.get(taken.of(caller)), now) + nanosPerToken - now - nanosPerBucket);
    }

    private Slots slots() {
        Slots made = slots;
        return made == null ? make() : made;
    }

    private synchronized Slots make() {
        Slots made = slots;
        if (made == null) {
            made = new Slots(new AtomicLongArray(SLOTS), new SecureRandom().nextLong());
            slots = made;
        }
        return made;
    }

    private record Slots(AtomicLongArray fullAt, long seed) {

        int of(String caller) {
            long hash = seed;
            for (int i = 0; i < caller.length(); i++) {
                hash = (hash ^ caller.charAt(i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            return (int) (hash >>> 40) & (SLOTS - 1);
        }
    }
}
