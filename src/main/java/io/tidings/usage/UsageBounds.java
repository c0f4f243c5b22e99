package io.tidings.usage;

import io.quarkus.runtime.StartupEvent;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start when a setting of the intake has a value that it cannot work with. */
@Singleton
class UsageBounds {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST = 1_000_000;
    private static final Duration LONGEST_KEPT = Duration.ofDays(3_650);
    /** The largest one must fit: as it came, and inflated. */
    private static final int ONE_REQUEST = 20 << 20;

    private static final int MOST_BYTES = 1 << 30;

    void check(@Observes @Priority(1) StartupEvent event, UsageSettings settings) {
        check(settings);
    }

    static void check(UsageSettings settings) {
        Bounds.of("usage")
                .whole("partitions", settings.partitions(), 1, MOST_PARTITIONS)
                .copies("replicas", settings.replicas())
                .lasts("rejected-kept", settings.rejectedKept(), Duration.ofHours(1), LONGEST_KEPT)
                .lasts("acknowledge-within", settings.acknowledgeWithin(), SHORTEST, LONGEST)
                .whole("most-waiting", settings.mostWaiting(), 1, MOST)
                .whole("most-bytes-waiting", settings.mostBytesWaiting(), ONE_REQUEST, MOST_BYTES)
                .lasts("commit-within", settings.commitWithin(), SHORTEST, LONGEST)
                .lasts("retry-after", settings.retryAfter(), Duration.ofSeconds(1), Duration.ofDays(1))
                .whole("replay-at-most", settings.replayAtMost(), 1, MOST);
    }
}
