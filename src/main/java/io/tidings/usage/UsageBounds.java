package io.tidings.usage;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start when a setting of the intake has a value that it cannot work with. */
@Singleton
class UsageBounds {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_REPLICAS = 100;
    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST = 1_000_000;

    void check(@Observes @Priority(1) StartupEvent event, UsageSettings settings) {
        check(settings);
    }

    static void check(UsageSettings settings) {
        whole("partitions", settings.partitions(), 1, MOST_PARTITIONS);
        if (settings.replicas() != -1) {
            whole("replicas", settings.replicas(), 1, MOST_REPLICAS);
        }
        duration("acknowledge-within", settings.acknowledgeWithin(), SHORTEST, LONGEST);
        whole("most-waiting", settings.mostWaiting(), 1, MOST);
        duration("retry-after", settings.retryAfter(), Duration.ofSeconds(1), Duration.ofDays(1));
        whole("replay-at-most", settings.replayAtMost(), 1, MOST);
    }

    private static void whole(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(name, "a whole number from " + least + " to " + most, value);
        }
    }

    private static void duration(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(name, "a duration from " + least + " to " + most, value);
        }
    }

    private static ConfigurationException wrong(String name, String expected, Object value) {
        return new ConfigurationException("tidings.usage." + name + " must be " + expected + ", not " + value);
    }
}
