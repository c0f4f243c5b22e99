package io.tidings.relevance;

import io.tidings.hierarchy.BasePackage;
import io.tidings.hierarchy.BaseRing;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Mode;
import io.tidings.hierarchy.Observation;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What hierarchies on release 2403 report. */
final class Reports {

    private Reports() {}

    static Observation report(String id, Set<String> installed) {
        return new Observation(
                UUID.randomUUID(),
                id,
                Instant.now(),
                Instant.now(),
                2,
                Mode.ONLINE,
                List.of(),
                standing(installed),
                List.of(),
                Map.of(),
                List.of());
    }

    static Standing standing(Set<String> installed) {
        return new Standing(
                Branch.CURRENT,
                Version.parse("5.00.9128.1000"),
                new BasePackage(null, BaseRing.GA, null),
                new TreeSet<>(),
                Conditions.NONE,
                new Installed.Known(new TreeSet<>(installed)));
    }
}
