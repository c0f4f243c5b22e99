package io.tidings.relevance;

import io.tidings.catalog.Formula;
import io.tidings.catalog.Ring;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An update that may be offered on one release on one day, with what is left to ask of a standing: everything that
 * release and day decide was asked when the index was built.
 */
record Candidate(
        String id,
        int index,
        int branches,
        int rings,
        int conditions,
        @Nullable String optIn,
        List<Set<UUID>> bases,
        @Nullable LocalDate cutOver,
        Bits needless,
        Bits notWith,
        boolean newAgain,
        List<Need> needs,
        List<Formula> formulas) {

    /** The bits of {@code conditions}. */
    static final int TENANT_ATTACHED = 1;

    static final int GATEWAY = 2;

    /** A TAP site without its rollup lacks this bit, every other site has it. */
    static final int TAP_ROLLUP = 4;

    /** One choice of a prerequisite: any of these installed is enough, unless the level of the base exempts from it. */
    record Need(int rings, Bits anyOf) {
        boolean isUnmet(Asker asker) {
            return (rings & asker.level()) != 0 && (asker.installed() == null || !anyOf.intersects(asker.installed()));
        }
    }

    /** A standing as the index sees it. */
    record Asker(
            int branch,
            int ring,
            int level,
            boolean rolledUp,
            int conditions,
            Set<String> optIns,
            @Nullable UUID guid,
            @Nullable LocalDate downloadedOn,
            @Nullable Bits installed,
            Bits firstReleases,
            Predicate<Formula> formulas) {}

    @SuppressWarnings("EnumOrdinal") // the bits live and die with one index in memory, nothing stores them
    static int bit(Enum<?> member) {
        return 1 << member.ordinal();
    }

    static int bits(Set<Ring> rings) {
        return rings.stream().mapToInt(Candidate::bit).reduce(0, (some, more) -> some | more);
    }

    boolean fits(Asker asker) {
        return (branches & asker.branch()) != 0
                && (rings & asker.ring()) != 0
                && (conditions & ~asker.conditions()) == 0
                && (optIn == null || asker.optIns().contains(optIn))
                && fitsBase(asker)
                && fitsInstalled(asker)
                && formulas.stream().allMatch(asker.formulas());
    }

    private boolean fitsBase(Asker asker) {
        if (cutOver != null
                && asker.downloadedOn() != null
                && !asker.downloadedOn().isBefore(cutOver)) {
            return false;
        }
        if (asker.guid() == null || (asker.rolledUp() && (conditions & TAP_ROLLUP) != 0)) {
            return true;
        }
        for (var accepted : bases) {
            if (!accepted.contains(asker.guid())) {
                return false;
            }
        }
        return true;
    }

    private boolean fitsInstalled(Asker asker) {
        var installed = asker.installed();
        if (installed == null) {
            if (!notWith.isEmpty()) {
                return false;
            }
        } else if (needless.intersects(installed) || notWith.intersects(installed) || isHere(asker, installed)) {
            return false;
        }
        for (var need : needs) {
            if (need.isUnmet(asker)) {
                return false;
            }
        }
        return true;
    }

    private boolean isHere(Asker asker, Bits installed) {
        return installed.get(index) && !(newAgain && asker.firstReleases().get(index));
    }
}
