package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Branch;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Distribution;
import io.tidings.catalog.Formula;
import io.tidings.catalog.Lineage.Tie;
import io.tidings.catalog.Release;
import io.tidings.catalog.Ring;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Conditions;
import io.tidings.relevance.Candidate.Need;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds candidates for one release on one day, putting what these two decide to the plain rules. */
final class Compiler {
    private static final int EVERY = -1;

    private final Catalog catalog;
    private final Release release;
    private final LocalDate asOf;
    private final Gates gates;
    private final Map<String, Integer> indexes;

    Compiler(Situation situation, Release release, Map<String, Integer> indexes) {
        this.catalog = situation.catalog();
        this.release = release;
        this.asOf = situation.asOf();
        this.gates = situation.gates();
        this.indexes = indexes;
    }

    Optional<Candidate> candidate(Update update) {
        if (update.distribution() != Distribution.IN_CONSOLE
                || !(gates.availability(update, asOf) instanceof Availability.Published published)
                || gates.of(update.id()).filter(Gate::isClosed).isPresent()
                || release.includes().contains(update.id())) {
            return Optional.empty();
        }
        var branches = branches(update);
        var possible = branches != 0 && isPlacedHere(update) && neverFails(update);
        return possible
                ? Optional.of(new Candidate(
                        update.id(),
                        index(update.id()),
                        branches,
                        rings(update),
                        conditions(update),
                        optIn(update),
                        bases(update),
                        cutOver(update),
                        needless(update),
                        notWith(update),
                        published.republished(),
                        needs(update),
                        formulas(update)))
                : Optional.empty();
    }

    private int index(String id) {
        return indexes.getOrDefault(id, 0);
    }

    /** The branches on which nothing but the standing's other facts speaks against it. */
    private int branches(Update update) {
        int found = 0;
        for (var branch : Branch.values()) {
            var releases = new ReleaseJudge(facts(branch), catalog, asOf);
            var allowed = update.conditions(Condition.OnBranches.class).stream()
                    .allMatch(place -> place.branches().contains(branch));
            if (allowed
                    && releases.alreadyRuns(update).isEmpty()
                    && releases.outOfSupport(update).isEmpty()
                    && releases.skipsFloor(update).isEmpty()) {
                found |= Candidate.bit(branch);
            }
        }
        return found;
    }

    private Facts facts(Branch branch) {
        return new Facts(
                release,
                release.version(),
                branch,
                Ring.GA,
                Ring.GA,
                null,
                null,
                new TreeSet<>(),
                Conditions.NONE,
                false,
                Set.of(),
                Set.of(),
                new TreeSet<>());
    }

    private boolean isPlacedHere(Update update) {
        var judge = new ConditionJudge(facts(Branch.CURRENT), catalog);
        return update.requirements().stream()
                .filter(UpdateJudge::isPlacing)
                .filter(requirement -> !(requirement.condition() instanceof Condition.OnBranches))
                .allMatch(requirement -> judge.judge(update, requirement) instanceof Finding.Holds);
    }

    private static boolean neverFails(Update update) {
        return update.conditions(Condition.BaseLabel.class).isEmpty();
    }

    private static List<Formula> formulas(Update update) {
        return update.conditions(Condition.Expression.class).stream()
                .map(Condition.Expression::formula)
                .toList();
    }

    private static int rings(Update update) {
        return update.conditions(Condition.BaseRings.class).stream()
                .mapToInt(base -> Candidate.bits(base.rings()))
                .reduce(EVERY, (some, more) -> some & more);
    }

    private static int conditions(Update update) {
        int needed = 0;
        needed |= update.conditions(Condition.TenantAttached.class).isEmpty() ? 0 : Candidate.TENANT_ATTACHED;
        needed |= update.conditions(Condition.GatewayOnScaleSet.class).isEmpty() ? 0 : Candidate.GATEWAY;
        needed |= update.conditions(Condition.TapRollup.class).isEmpty() ? 0 : Candidate.TAP_ROLLUP;
        return needed;
    }

    private @Nullable String optIn(Update update) {
        var general = update.generalFrom();
        if (general == null || !asOf.isBefore(general)) {
            return null;
        }
        return update.release() == null ? release.label() : update.release();
    }

    private static List<Set<UUID>> bases(Update update) {
        return update.conditions(Condition.BasePackages.class).stream()
                .filter(Condition.BasePackages::verified)
                .map(base -> Set.copyOf(base.guids()))
                .toList();
    }

    private static @Nullable LocalDate cutOver(Update update) {
        return update.conditions(Condition.DownloadedBefore.class).stream()
                .map(Condition.DownloadedBefore::day)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Bits needless(Update update) {
        var bits = new Bits(indexes.size());
        catalog.lineage().newerThan(update.id(), release.label()).keySet().forEach(id -> bits.set(index(id)));
        return bits;
    }

    Bits newer(Candidate candidate) {
        return candidate.needless();
    }

    private Bits notWith(Update update) {
        var bits = new Bits(indexes.size());
        update.conditions(Condition.NotInstalled.class).forEach(other -> bits.set(index(other.update())));
        return bits;
    }

    private List<Need> needs(Update update) {
        var needs = new ArrayList<Need>();
        for (var asked : update.conditions(Condition.Prerequisites.class)) {
            var binds = asked.onReleases().isEmpty() || asked.onReleases().contains(release.label());
            int rings = (asked.onRings().isEmpty() ? EVERY : Candidate.bits(asked.onRings()))
                    & ~Candidate.bits(asked.satisfiedBy());
            if (binds && rings != 0) {
                asked.allOf().stream()
                        .filter(choice -> choice.stream()
                                .noneMatch(id -> release.includes().contains(id)))
                        .forEach(choice -> needs.add(new Need(rings, anyOf(choice))));
            }
        }
        return needs;
    }

    /** What satisfies a choice: its updates, and whatever carries one of them here. */
    private Bits anyOf(SortedSet<String> choice) {
        var bits = new Bits(indexes.size());
        for (var id : choice) {
            bits.set(index(id));
            catalog.lineage().newerThan(id, release.label()).forEach((carrier, tie) -> {
                if (tie == Tie.CONTAINED) {
                    bits.set(index(carrier));
                }
            });
        }
        return bits;
    }
}
