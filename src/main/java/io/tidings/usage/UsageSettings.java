package io.tidings.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the intake. */
@ConfigMapping(prefix = "tidings.usage")
interface UsageSettings {

    /** Whether to create the topics that are missing. Off where the broker's owner does it. */
    @WithDefault("true")
    boolean createTopics();

    /** Partitions of a topic that is created here: the most consumers that can share the work. */
    @WithDefault("12")
    int partitions();

    /** Copies of a topic that is created here; -1 takes the broker's own default. */
    @WithDefault("-1")
    short replicas();

    /** How long what was refused is kept in a topic that is created here, and can be put back; and copies of what is erased lie there. */
    @WithDefault("P90D")
    Duration rejectedKept();

    /** How long a report may wait for Kafka's acknowledgement before its sender is told to come again. */
    @WithDefault("PT10S")
    Duration acknowledgeWithin();

    /** How many reports may wait for Kafka at once; the next is told to come again. */
    @WithDefault("1000")
    int mostWaiting();

    /** How many bytes of what is sent over HTTP are held at once, inflated, until it is answered; the next is told to come again. */
    @WithDefault("33554432")
    int mostBytesWaiting();

    /** How long pushed events may wait for the database before their sender is told to come again. */
    @WithDefault("PT30S")
    Duration commitWithin();

    /** When a sender that was turned away should come again. */
    @WithDefault("PT15S")
    Duration retryAfter();

    /** How many rejected reports one call of replay puts back at most. */
    @WithDefault("10000")
    int replayAtMost();
}
