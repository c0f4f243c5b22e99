package io.tidings.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of what is handed over. */
@ConfigMapping(prefix = "tidings.delivery")
interface DeliverySettings {

    /**
     * From when on an answer from memory says its Age. Memory is compared with the database at every signal and every 5 s;
     * when it is not, the database is away.
     */
    @WithDefault("PT10S")
    Duration longestSilence();

    /** When connection points are asked to come again. */
    CheckSettings check();

    /** Settings of Next-Check. */
    interface CheckSettings {

        /** How soon those come again whose offers have just changed, such as {@code PT2H}; like everybody else if not set. */
        Optional<Duration> afterPublication();

        /** How long offers count as just changed. */
        @WithDefault("P1D")
        Duration justChangedFor();
    }

    /** How many hierarchies a replica remembers, with the edition that is theirs. About 200 bytes each. */
    @WithDefault("200000")
    int rememberedHierarchies();

    /** How many editions a replica keeps as bytes. A few KB each. */
    @WithDefault("10000")
    int rememberedEditions();

    /** How it is told that something else is offered. */
    OffersChangedSettings offersChanged();

    /** Settings of the topic offers-changed. */
    interface OffersChangedSettings {

        /** Whether to create the topic when it is missing. Off where the broker's owner does it. */
        @WithDefault("true")
        boolean createTopic();

        /** Partitions of the topic when it is created here: the most consumers that can share the reading. */
        @WithDefault("12")
        int partitions();

        /** Copies of the topic when it is created here; -1 takes the broker's own default. */
        @WithDefault("-1")
        short replicas();

        /** How long a record may wait for the broker's acknowledgement before it is tried again. Under 20 s. */
        @WithDefault("PT10S")
        Duration acknowledgeWithin();
    }

    /** Who signs what is handed over. */
    TrustSettings trust();

    /** Settings of the signed repositories (decision 0076). */
    interface TrustSettings {

        /**
         * The folder that holds the folders {@code common} and {@code personal}, each with {@code 1.root.json} and those
         * after it, {@code online.pem} and {@code targets.pem} ({@code targets-2.pem} … where the root asks for more).
         * Without it nothing is signed.
         */
        Optional<Path> folder();

        /** A file whose first line opens the keys; {@code passphrase} in the folder if not set. */
        Optional<Path> passphraseFile();

        /** Makes what the folder lacks, the root's keys too: for a trial, and never for a fleet. */
        @WithDefault("false")
        boolean makeKeys();

        /** How much signed metadata a replica keeps, in bytes. About 5 KB a hierarchy. */
        @WithDefault("67108864")
        long rememberedBytes();
    }

    /** Where content is kept. */
    ContentSettings content();

    // a default here would make the bucket look named where it is not
    /** Settings of a bucket that speaks S3. */
    interface S3Settings {

        /** Such as {@code https://s3.eu-central-1.amazonaws.com}; the bucket is named in the path. */
        URI endpoint();

        /** The name of the bucket, which must be there; the service makes none. */
        String bucket();

        /** What the name of each object begins with; {@code content/} when it is not set. */
        Optional<String> prefix();

        /** The region that signatures name; us-east-1 when it is not set, which stores other than AWS mostly take. */
        Optional<String> region();

        /** The id of the key, which needs to read, write and delete objects of the bucket. */
        String accessKey();

        /** The secret of the key. */
        String secretKey();

        /**
         * How long an address is good to which readers are sent, to fetch from the bucket by themselves; ten minutes when it is
         * not set. With {@code PT0S} all bytes come through the service, for readers that cannot reach the bucket.
         */
        Optional<Duration> redirect();

        /** How readers reach the bucket; the endpoint when it is not set. */
        Optional<URI> publicEndpoint();

        /** How many bytes of copies the folder may hold; 50 GiB when it is not set. */
        OptionalLong copies();

        /**
         * How many bytes one request carries at most: what is larger goes in parts of this size, or larger ones where 10,000
         * would not do. 64 MiB when it is not set, and never under 5 MiB.
         */
        OptionalLong part();
    }

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

        /** The bucket that keeps the content; without one the folder does. */
        Optional<S3Settings> s3();
    }
}
