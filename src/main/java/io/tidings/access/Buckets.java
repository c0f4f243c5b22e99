package io.tidings.access;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Token buckets for any number of callers in bounded memory: a caller's bucket is one number, the moment at which it will be
 * full again (the generic cell rate algorithm). Callers whose hashes meet share a bucket; the hash is seeded anew in each
 * process, so that nobody can choose to share another's.
 */
final class Buckets {

    private static final int SLOTS = 1 << 16;
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLongArray fullAt = new AtomicLongArray(SLOTS);
    private final long seed = new SecureRandom().nextLong();
    private final long nanosPerToken;
    private final long nanosPerBucket;

    /** Without a rate nothing is limited. */
    Buckets(double tokensPerSecond, int burst) {
        this.nanosPerToken = tokensPerSecond <= 0 ? 0 : (long) (SECOND / tokensPerSecond);
        this.nanosPerBucket = nanosPerToken * Math.max(1, burst);
    }

    /** Takes one token; what comes back is zero, or the nanoseconds until there is one again. */
    long take(String caller, long now) {
        return nanosPerToken == 0 ? 0 : takeFrom(slot(caller), now);
    }

    private long takeFrom(int slot, long now) {
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
        return Math.max(0, Math.max(fullAt.get(slot(caller)), now) + nanosPerToken - now - nanosPerBucket);
    }

    private int slot(String caller) {
        long hash = seed;
        for (int i = 0; i < caller.length(); i++) {
            hash = (hash ^ caller.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 40) & (SLOTS - 1);
    }
}
