package io.tidings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/**
 * Settings of the program as a whole. As it claims the prefix of all rooms, a setting that belongs to no room, because the
 * room's name is mistyped, stops the start like any other that is unknown.
 */
@ConfigMapping(prefix = "tidings")
interface TidingsSettings {

    Traces traces();

    /** What is recorded of the way of a request. */
    interface Traces {

        /** Where spans are sent (OTLP over gRPC). Without it none is recorded; trace ids are in the logs all the same. */
        Optional<URI> endpoint();

        /** How many of the traces that begin here are recorded: 0 none, 1 all. A caller's own decision is followed. */
        @WithDefault("1")
        double ratio();
    }
}
