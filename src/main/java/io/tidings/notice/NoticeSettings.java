package io.tidings.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of notices. */
@ConfigMapping(prefix = "tidings.notice")
interface NoticeSettings {

    /** How long a stream lives before its client takes it up anew, with a token that is checked anew. */
    @WithDefault("PT15M")
    Duration longestStream();

    /** How often a stream says that it is there: more often than what lies between forgets a connection that is silent. */
    @WithDefault("PT25S")
    Duration heartbeat();

    /** How many streams a replica holds; who comes after is asked to come again. */
    @WithDefault("20000")
    int mostStreams();
}
