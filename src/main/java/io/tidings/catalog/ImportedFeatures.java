package io.tidings.catalog;

import io.tidings.catalog.Condition.BaseRings;
import io.tidings.catalog.Condition.OnBranches;
import io.tidings.catalog.Condition.OnReleases;
import io.tidings.catalog.Condition.SinceRelease;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Feature updates of the interchange format. A row whose general package is offered to early-ring bases too (FACTS 5.3
 * rule 15) becomes two updates: the release, and the general package for sites that run it from the early ring.
 */
final class ImportedFeatures {
    private static final String GENERAL = "-GA";

    private final Map<String, Release> releases = new HashMap<>();

    ImportedFeatures(List<Release> releases) {
        releases.forEach(release -> this.releases.put(release.label(), release));
    }

    void addTo(List<Update> updates, Entry row) {
        var id = row.text("id");
        var label = row.text("version");
        var sources = row.texts("sources");
        var available = row.day("availability_date");
        var general = row.dayOrNull("ga_date");
        if (general != null && general.isBefore(available)) {
            row.fault("ga_date", "dates", "general availability before availability");
        }
        updates.add(feature(row, id, available, general, where(row, sources)));
        if (row.flag("ga_package_offered_to_early_ring")) {
            if (general == null) {
                row.fault("ga_date", "missing", "ga_date is needed: its package is offered to early-ring bases then");
                return;
            }
            var early = List.of(
                    new Requirement(new OnReleases(new TreeSet<>(Set.of(label))), sources),
                    new Requirement(new BaseRings(ringsBefore(row)), sources));
            updates.add(feature(row, id + GENERAL, general, null, early));
        }
    }

    /** Bases of which rings the general package is for: that it is for those of the adoption programme stands in words only. */
    private static Set<Ring> ringsBefore(Entry row) {
        var evidence = row.row("early_ring").textOrNull("evidence");
        return evidence != null && evidence.contains("TAP builds") ? Set.of(Ring.EARLY, Ring.TAP) : Set.of(Ring.EARLY);
    }

    private static List<Requirement> where(Entry row, List<String> sources) {
        var explicit = row.textSet("explicit_from");
        var condition = explicit.isEmpty() ? new SinceRelease(row.text("min_from")) : new OnReleases(explicit);
        return List.of(new Requirement(condition, sources));
    }

    private Update feature(
            Entry row, String id, LocalDate available, @Nullable LocalDate general, List<Requirement> where) {
        var label = row.text("version");
        var requirements = new ArrayList<Requirement>();
        requirements.add(new Requirement(new OnBranches(Set.of(Branch.CURRENT)), row.texts("sources")));
        requirements.addAll(where);
        var release = releases.get(label);
        var kb = row.textOrNull("release_summary_kb");
        return new Update(
                id,
                kb == null ? Collections.emptySortedSet() : new TreeSet<>(Set.of(kb)),
                "Version " + label + (id.endsWith(GENERAL) ? ", general availability package" : ""),
                Kind.FEATURE,
                label,
                Distribution.IN_CONSOLE,
                general,
                List.of(Revision.of(available, Revision.Event.PUBLISHED)),
                requirements,
                Supersedence.NONE,
                effects(release),
                Collections.emptySortedSet(),
                Collections.emptySortedSet(),
                List.of(),
                row.texts("sources"));
    }

    private static Effects effects(@Nullable Release release) {
        if (release == null) {
            return Effects.NONE;
        }
        var versions = new TreeMap<String, String>();
        versions.put("site", release.version().toString());
        return new Effects(
                new TreeSet<>(Set.of("site", "console", "client", "features", "fixes")),
                false,
                null,
                Collections.emptySortedSet(),
                versions);
    }
}
