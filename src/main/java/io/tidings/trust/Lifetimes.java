package io.tidings.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** The lifetimes of the roles that sign online. */
public record Lifetimes(Lifetime timestamp, Lifetime snapshot, Lifetime targets) {

    /** For askers that come every day: a frozen mirror is found out after three days at the latest. */
    public static final Lifetimes ONLINE = new Lifetimes(
            new Lifetime(Duration.ofHours(12), Duration.ofDays(3)),
            new Lifetime(Duration.ofDays(7), Duration.ofDays(21)),
            new Lifetime(Duration.ofDays(30), Duration.ofDays(90)));

    Instant renewAt(Instant now) {
        return Stream.of(timestamp, snapshot, targets)
                .map(life -> life.renewAt(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
