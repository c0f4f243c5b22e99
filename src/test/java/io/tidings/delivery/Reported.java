package io.tidings.delivery;

import io.tidings.hierarchy.BasePackage;
import io.tidings.hierarchy.BaseRing;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Mode;
import io.tidings.hierarchy.Observation;
import io.tidings.hierarchy.Servicing;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What a hierarchy on release 2509 reports. */
public final class Reported {

    private Reported() {}

    /** At level 2, with these updates installed. */
    public static Observation having(String id, String... installed) {
        return of(id, List.of(), installed);
    }

    /** The same, with how far a package has come. */
    static Observation servicing(String id, Servicing state) {
        return of(id, List.of(state));
    }

    private static Observation of(String id, List<Servicing> servicing, String... installed) {
        Standing standing = new Standing(
                Branch.CURRENT,
                Version.parse("5.00.9141.1000"),
                new BasePackage(null, BaseRing.GA, null),
                new TreeSet<>(),
                Conditions.NONE,
                new Installed.Known(new TreeSet<>(Set.of(installed))));
        return new Observation(
                UUID.randomUUID(),
                id,
                Instant.now(),
                Instant.now(),
                2,
                Mode.ONLINE,
                List.of(),
                standing,
                servicing,
                Map.of(),
                List.of());
    }
}
