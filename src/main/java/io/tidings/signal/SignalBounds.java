package io.tidings.signal;

import io.quarkus.runtime.StartupEvent;
import io.tidings.setting.Bounds;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Stops the start when a setting of the signals has a value that they cannot work with. */
@Singleton
class SignalBounds {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    void check(@Observes @Priority(1) StartupEvent event, SignalSettings settings) {
        check(settings);
    }

    static void check(SignalSettings settings) {
        Bounds.of("signal")
                .lasts("longest-silence", settings.longestSilence(), SHORTEST, Duration.ofHours(1))
                .lasts("reconnect-after", settings.reconnectAfter(), SHORTEST, Duration.ofHours(1))
                .lasts("rest", settings.rest(), Duration.ZERO, Duration.ofMinutes(1));
    }
}
