package io.tidings.relevance;

import io.tidings.delivery.Reported;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Observation;
import io.tidings.hierarchy.StandingId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Hierarchies on release 2509 that nobody else has made, each in a standing of its own. */
final class Reporters {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hierarchies hierarchies;
    private final String run = UUID.randomUUID().toString();

    Reporters(Hierarchies hierarchies) {
        this.hierarchies = hierarchies;
    }

    /** A name of this run alone. */
    String name(String prefix) {
        return prefix + "-" + run;
    }

    List<StandingId> report(int many) {
        return IntStream.range(0, many)
                .mapToObj(number -> report("reporter-" + number, number))
                .toList();
    }

    StandingId report(String name, int standing) {
        Observation seen = Reported.having(name(name), name("own-" + standing));
        hierarchies.observe(List.of(seen)).await().atMost(PATIENCE);
        return seen.standing().id();
    }
}
