package io.tidings.signal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the signals between rooms and replicas. */
@ConfigMapping(prefix = "tidings.signal")
interface SignalSettings {

    /** How long a signal that got lost can delay what waits for it. */
    @WithDefault("PT5S")
    Duration longestSilence();

    /** How long to wait before PostgreSQL is tried again when the line to it broke. */
    @WithDefault("PT1S")
    Duration reconnectAfter();

    /** How long a follower rests between two runs that follow each other: many signals make its runs larger, not more. */
    @WithDefault("PT0.05S")
    Duration rest();
}
