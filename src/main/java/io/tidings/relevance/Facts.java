package io.tidings.relevance;

import io.tidings.catalog.Branch;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.PackageFact.Role;
import io.tidings.catalog.Release;
import io.tidings.catalog.Ring;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.BasePackage;
import io.tidings.hierarchy.BaseRing;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A standing in the words of the catalog. {@code installed} is null where the level does not tell. Ids that no update
 * has are looked for by KB number among the updates of the release; what is left is kept, to be named. {@code ring} is where
 * the base package came from, {@code level} whose build it is; the private TAP rollup is itself the base of a site that has it.
 */
record Facts(
        @Nullable Release release,
        Version version,
        Branch branch,
        Ring ring,
        Ring level,
        @Nullable UUID guid,
        @Nullable LocalDate downloadedOn,
        SortedSet<String> optIns,
        Conditions conditions,
        boolean tapRollup,
        @Nullable Set<String> installed,
        Set<String> firstReleases,
        SortedSet<String> strangers) {

    static Facts of(Standing standing, Catalog catalog) {
        var release = catalog.releaseOf(standing.version()).orElse(null);
        var base = standing.basePackage() == null ? new BasePackage(null, BaseRing.GA, null) : standing.basePackage();
        var guid = base.guid();
        var installed = new HashSet<String>();
        var firstReleases = new HashSet<String>();
        var strangers = new TreeSet<String>();
        var known = standing.installed() instanceof Installed.Known it ? it : null;
        if (known != null) {
            for (var told : known.updates()) {
                var ids = idsOf(told, release, catalog);
                installed.addAll(ids);
                if (known.firstReleases().contains(told)) {
                    firstReleases.addAll(ids);
                }
                if (ids.isEmpty()) {
                    strangers.add(told);
                }
            }
        }
        return new Facts(
                release,
                standing.version(),
                Branch.valueOf(standing.branch().name()),
                Ring.valueOf(base.ring().name()),
                level(base, release, catalog),
                guid,
                base.downloadedOn(),
                standing.earlyRingOptIn(),
                standing.conditions(),
                standing.conditions().tapRollup() || isTapRollup(guid, catalog),
                known == null ? null : installed,
                firstReleases,
                strangers);
    }

    /** A KB number may stand for one package per release (FACTS 5.3 rule 13), so only those of this release count. */
    private static Set<String> idsOf(String told, @Nullable Release release, Catalog catalog) {
        if (catalog.update(told).isPresent()) {
            return Set.of(told);
        }
        var found = new HashSet<String>();
        if (release != null) {
            for (var update : catalog.updatesOfKb(told)) {
                if (appliesTo(update, release.label())) {
                    found.add(update.id());
                }
            }
        }
        return found;
    }

    /** What brings a release shares the number of the release with its other packages, and no number says which it is. */
    private static boolean appliesTo(Update update, String label) {
        return update.release() == null
                && update.conditions(Condition.OnReleases.class).stream()
                        .anyMatch(place -> place.releases().contains(label));
    }

    /** An early package that is the general build of this release lacks nothing of what the early ring is to catch up with. */
    private static Ring level(BasePackage base, @Nullable Release release, Catalog catalog) {
        var isGeneral = base.ring() == BaseRing.EARLY
                && base.guid() != null
                && release != null
                && catalog.packageFacts(base.guid()).stream()
                        .anyMatch(fact -> fact.role() == Role.EARLY_AS_GENERAL
                                && release.label().equals(fact.release()));
        return isGeneral ? Ring.GA : Ring.valueOf(base.ring().name());
    }

    private static boolean isTapRollup(@Nullable UUID guid, Catalog catalog) {
        return guid != null && catalog.packageFacts(guid).stream().anyMatch(fact -> fact.role() == Role.TAP_ROLLUP);
    }

    /** Whether it is of the adoption programme: by its base, or by its own word on whatever base. */
    boolean isTap() {
        return ring == Ring.TAP || conditions.tap();
    }

    boolean optedInTo(String label) {
        return optIns.contains(label);
    }
}
