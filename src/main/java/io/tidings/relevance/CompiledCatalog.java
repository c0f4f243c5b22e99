package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Formula;
import io.tidings.catalog.PackageFact;
import io.tidings.catalog.Release;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.BaseRing;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.relevance.Candidate.Asker;
import io.tidings.relevance.Offers.Offering;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The index of a catalog on one day: per release the updates that are still possible there, each with the few questions
 * that are left. Says only what is offered, and exactly what the plain rules say; they explain, this one answers.
 */
final class CompiledCatalog {
    private static final int ALL_CONDITIONS = Candidate.TENANT_ATTACHED | Candidate.GATEWAY | Candidate.TAP_ROLLUP;

    private final Catalog catalog;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<Integer, Plan> plans = new HashMap<>();
    private final Set<UUID> tapRollups = new HashSet<>();
    private final Bits none;
    private final Bits gated;

    /**
     * What is possible on one release; {@code newer} beside each candidate, the gates before some of them, and what the KB
     * numbers stand for there.
     */
    private record Plan(
            List<Candidate> candidates,
            List<Bits> newer,
            List<Gate> gates,
            Map<String, List<Integer>> byKb,
            Set<UUID> earlyAsGeneral) {}

    /** What fits one standing, and is newest there or has but gated successors. */
    private record Fitting(List<Candidate> found, List<Bits> newer, Bits all) {}

    /** Without rollouts. */
    CompiledCatalog(Catalog catalog, LocalDate asOf) {
        this(Situation.of(catalog, asOf, Gates.NONE));
    }

    CompiledCatalog(Situation situation) {
        this.catalog = situation.catalog();
        var ordered = situation.ordered();
        ordered.forEach(update -> indexes.put(update.id(), indexes.size()));
        this.none = new Bits(indexes.size());
        this.gated = new Bits(indexes.size());
        ordered.stream()
                .filter(update -> situation.gates().of(update.id()).isPresent())
                .forEach(update -> gated.set(index(update)));
        for (var fact : catalog.packages()) {
            if (fact.role() == PackageFact.Role.TAP_ROLLUP) {
                tapRollups.add(fact.guid());
            }
        }
        var kbs = kbsByRelease();
        for (var release : catalog.releases()) {
            catalog.releaseOf(release.version())
                    .ifPresent(main -> plans.computeIfAbsent(
                            main.version().build(),
                            build -> plan(situation, main, kbs.getOrDefault(main.label(), Map.of()))));
        }
    }

    /** Puts expressions to a standing; its facts are spelt out for the first one only, since most updates have none. */
    private static final class Asked implements Predicate<Formula> {
        private final Standing standing;
        private final Catalog catalog;
        private @Nullable Facts facts;

        Asked(Standing standing, Catalog catalog) {
            this.standing = standing;
            this.catalog = catalog;
        }

        @Override
        public boolean test(Formula formula) {
            if (facts == null) {
                facts = Facts.of(standing, catalog);
            }
            return Expressions.holds(formula, facts).orElse(false);
        }
    }

    private Map<String, Map<String, List<Integer>>> kbsByRelease() {
        var found = new HashMap<String, Map<String, List<Integer>>>();
        for (var update : catalog.updates()) {
            if (update.release() != null) {
                continue;
            }
            for (var place : update.conditions(Condition.OnReleases.class)) {
                for (var label : place.releases()) {
                    var there = found.computeIfAbsent(label, release -> new HashMap<>());
                    update.kbs().forEach(kb -> there.computeIfAbsent(kb, number -> new ArrayList<>())
                            .add(index(update)));
                }
            }
        }
        return found;
    }

    private int index(Update update) {
        return indexes.getOrDefault(update.id(), 0);
    }

    private Plan plan(Situation situation, Release release, Map<String, List<Integer>> byKb) {
        var compiler = new Compiler(situation, release, indexes);
        var candidates = new ArrayList<Candidate>();
        for (var update : situation.ordered()) {
            compiler.candidate(update).ifPresent(candidates::add);
        }
        var gates = candidates.stream()
                .flatMap(candidate -> situation.gates().of(candidate.id()).stream())
                .sorted(Comparator.comparing(Gate::update))
                .toList();
        return new Plan(
                candidates, candidates.stream().map(compiler::newer).toList(), gates, byKb, earlyAsGeneral(release));
    }

    private Set<UUID> earlyAsGeneral(Release release) {
        return Set.copyOf(catalog.packages().stream()
                .filter(fact -> fact.role() == PackageFact.Role.EARLY_AS_GENERAL)
                .filter(fact -> release.label().equals(fact.release()))
                .map(PackageFact::guid)
                .toList());
    }

    /** The ids on offer to those inside all gates, newest first. */
    List<String> offered(Standing standing) {
        return offering(0, standing).updates();
    }

    /** What is offered in that epoch, to all or by gates. */
    Offering offering(long epoch, Standing standing) {
        var plan = plans.get(standing.version().build());
        if (plan == null || catalog.releaseOf(standing.version()).isEmpty()) {
            return new Offering(standing.tenant(), epoch, List.of());
        }
        var fitting = fitting(standing, plan);
        var possible = new ArrayList<String>(fitting.found.size());
        var fallbacks = new TreeMap<String, SortedSet<String>>();
        for (int i = 0; i < fitting.found.size(); i++) {
            var newer = fitting.newer.get(i);
            var id = fitting.found.get(i).id();
            if (!newer.intersects(fitting.all)) {
                possible.add(id);
            } else if (!plan.gates.isEmpty() && !newer.intersects(fitting.all, gated)) {
                possible.add(id);
                fallbacks.put(id, gatesIn(plan, newer, fitting.all));
            }
        }
        return new Offering(standing.tenant(), epoch, possible, gatesOf(plan, possible), fallbacks);
    }

    private Fitting fitting(Standing standing, Plan plan) {
        var asker = asker(standing, plan);
        var fitting = new Fitting(new ArrayList<>(), new ArrayList<>(), new Bits(indexes.size()));
        for (int i = 0; i < plan.candidates.size(); i++) {
            var candidate = plan.candidates.get(i);
            if (candidate.fits(asker)) {
                fitting.all.set(candidate.index());
                fitting.found.add(candidate);
                fitting.newer.add(plan.newer.get(i));
            }
        }
        return fitting;
    }

    private SortedSet<String> gatesIn(Plan plan, Bits newer, Bits fitting) {
        var found = new TreeSet<String>();
        for (var gate : plan.gates) {
            int index = indexes.getOrDefault(gate.update(), 0);
            if (newer.get(index) && fitting.get(index)) {
                found.add(gate.update());
            }
        }
        return found;
    }

    /** A gated successor of something possible is possible itself: what is newer than it is newer than that too. */
    private static List<Gate> gatesOf(Plan plan, List<String> possible) {
        return plan.gates.isEmpty()
                ? List.of()
                : plan.gates.stream()
                        .filter(gate -> possible.contains(gate.update()))
                        .toList();
    }

    private Asker asker(Standing standing, Plan plan) {
        var base = standing.basePackage();
        var guid = base == null ? null : base.guid();
        var told = standing.conditions();
        var ring = base == null ? BaseRing.GA : base.ring();
        var general = ring == BaseRing.EARLY && guid != null && plan.earlyAsGeneral.contains(guid);
        var conditions = ALL_CONDITIONS;
        if (!told.tenantAttached()) {
            conditions &= ~Candidate.TENANT_ATTACHED;
        }
        if (!told.cmgOnScaleSet()) {
            conditions &= ~Candidate.GATEWAY;
        }
        var rollup = told.tapRollup() || (guid != null && tapRollups.contains(guid));
        var tap = ring == BaseRing.TAP || told.tap();
        if (tap && !rollup) {
            conditions &= ~Candidate.TAP_ROLLUP;
        }
        var known = standing.installed() instanceof Installed.Known it ? it : null;
        return new Asker(
                Candidate.bit(standing.branch()),
                Candidate.bit(ring),
                Candidate.bit(general ? BaseRing.GA : ring),
                tap && rollup,
                conditions,
                standing.earlyRingOptIn(),
                guid,
                base == null ? null : base.downloadedOn(),
                known == null ? null : bits(known.updates(), plan),
                known == null || known.firstReleases().isEmpty() ? none : bits(known.firstReleases(), plan),
                new Asked(standing, catalog));
    }

    private Bits bits(Set<String> told, Plan plan) {
        if (told.isEmpty()) {
            return none;
        }
        var bits = new Bits(indexes.size());
        for (var id : told) {
            var index = indexes.get(id);
            if (index != null) {
                bits.set(index);
            } else {
                plan.byKb.getOrDefault(id, List.of()).forEach(bits::set);
            }
        }
        return bits;
    }
}
