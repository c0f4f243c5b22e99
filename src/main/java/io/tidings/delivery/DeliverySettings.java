package io.tidings.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of what is handed over. */
@ConfigMapping(prefix = "tidings.delivery")
interface DeliverySettings {

    /**
     * How long a replica may answer from memory before it asks the database again, should a wake-up get lost.
     */
    @WithDefault("PT30S")
    Duration longestSilence();

    /** How many hierarchies a replica remembers, with the edition that is theirs. About 200 bytes each. */
    @WithDefault("200000")
    int rememberedHierarchies();

    /** How many editions a replica keeps as bytes. A few KB each. */
    @WithDefault("10000")
    int rememberedEditions();

    /** Where content is kept. */
    ContentSettings content();

    /** Settings of the content store. */
    interface ContentSettings {

        /** The folder of the file store. */
        @WithDefault("content")
        Path folder();

        /** The largest file that is taken, in bytes. */
        @WithDefault("17179869184")
        long largest();

        /** How long content that no update names is kept before it is collected. */
        @WithDefault("P7D")
        Duration unreferencedFor();

        /** How many bytes the store may hold in all. */
        @WithDefault("1099511627776")
        long quota();
    }
}
