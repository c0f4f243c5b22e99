package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.PublicCatalog;
import io.tidings.catalog.Revision;
import io.tidings.catalog.Ring;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every standing on every day, whatever the catalog says of single updates. */
class RelevancePropertiesTest {

    /** The one early package of 2010 that is the general build (KB4594176). */
    private static final UUID GENERAL_THOUGH_EARLY = UUID.fromString("ac764035-eee2-4e87-a5d2-1f666a328a8d");

    private static final Catalog REAL = PublicCatalog.load();

    private record Trial(Standing standing, LocalDate day) {
        static Trial of(long seed) {
            var random = new StandingsAtRandom(REAL, seed);
            return new Trial(random.next(), random.day());
        }

        Judgement judged() {
            return judged(REAL);
        }

        Judgement judged(Catalog catalog) {
            return Relevance.judge(standing, catalog, day);
        }

        Set<String> installed() {
            return standing.installed() instanceof Installed.Known known ? known.updates() : Set.of();
        }

        private SortedSet<String> firstReleases() {
            return standing.installed() instanceof Installed.Known known ? known.firstReleases() : new TreeSet<>();
        }

        /** With that one more installed, and nothing else told otherwise. */
        Trial with(String update) {
            var more = new TreeSet<>(installed());
            more.add(update);
            return new Trial(
                    new Standing(
                            standing.branch(),
                            standing.version(),
                            standing.basePackage(),
                            standing.earlyRingOptIn(),
                            standing.conditions(),
                            new Installed.Known(more, firstReleases())),
                    day);
        }
    }

    @Property
    void judgingTwiceIsTheSame(@ForAll long seed) {
        assertThat(Trial.of(seed).judged().verdicts())
                .isEqualTo(Trial.of(seed).judged().verdicts());
    }

    @Property
    void orderOfUpdatesDoesNotMatter(@ForAll long seed) {
        var trial = Trial.of(seed);
        var shuffled = new ArrayList<>(REAL.updates());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(trial.judged(catalog(shuffled)).verdicts())
                .isEqualTo(trial.judged().verdicts());
    }

    @Property
    void nothingOfferedHasAnUnmetPrerequisite(@ForAll long seed) {
        var trial = Trial.of(seed);
        var facts = Facts.of(trial.standing(), REAL);
        var release = REAL.releaseOf(trial.standing().version()).orElseThrow().label();
        var isGeneral = release.equals("2010") && GENERAL_THOUGH_EARLY.equals(facts.guid());
        var ring = isGeneral && facts.ring() == Ring.EARLY ? Ring.GA : facts.ring();
        for (var id : trial.judged().offered()) {
            for (var needs : update(id).conditions(Condition.Prerequisites.class)) {
                var here = needs.onReleases().isEmpty() || needs.onReleases().contains(release);
                var binds =
                        here && (needs.onRings().isEmpty() || needs.onRings().contains(ring));
                if (binds && !needs.satisfiedBy().contains(ring)) {
                    assertThat(needs.allOf())
                            .allMatch(choice -> choice.stream().anyMatch(need -> Presence.holds(facts, REAL, need)));
                }
            }
        }
    }

    @Property
    void nothingOfferedIsContainedInWhatIsInstalled(@ForAll long seed) {
        var trial = Trial.of(seed);
        var release = REAL.releaseOf(trial.standing().version()).orElseThrow().label();
        for (var id : trial.judged().offered()) {
            assertThat(REAL.lineage().newerThan(id, release).keySet()).noneMatch(trial.installed()::contains);
        }
    }

    @Property
    void onlyWhatIsOutIsOffered(@ForAll long seed) {
        var trial = Trial.of(seed);
        for (var id : trial.judged().offered()) {
            assertThat(update(id).availabilityOn(trial.day())).isInstanceOf(Availability.Published.class);
        }
    }

    @Property
    void withdrawnUpdateIsNeverOffered(@ForAll long seed) {
        var trial = Trial.of(seed);
        for (var id : trial.judged().offered()) {
            var revisions = new ArrayList<>(update(id).revisions());
            revisions.add(Revision.of(trial.day(), Revision.Event.REVOKED));
            var without = REAL.with(update(id).withRevisions(revisions));
            assertThat(trial.judged(without).offered()).doesNotContain(id);
        }
    }

    /** Unrelated: neither superseded by the other, nor ruled out by it in so many words. */
    @Property
    void installingAnOfferDoesNotTakeAwayAnUnrelatedOne(@ForAll long seed) {
        var trial = Trial.of(seed);
        if (trial.standing().installed() instanceof Installed.Unknown) {
            return;
        }
        var release = REAL.releaseOf(trial.standing().version()).orElseThrow().label();
        var offered = trial.judged().offered();
        for (var taken : offered) {
            var after = trial.with(taken).judged().offered();
            for (var other : offered) {
                var related = other.equals(taken)
                        || REAL.lineage().newerThan(other, release).containsKey(taken)
                        || update(other).conditions(Condition.NotInstalled.class).stream()
                                .anyMatch(not -> not.update().equals(taken));
                // what was held back by a prerequisite may now come, and stand in the place of an older one
                var superseded = REAL.lineage().newerThan(other, release).keySet().stream()
                        .anyMatch(after::contains);
                assertThat(related || superseded || after.contains(other))
                        .as("%s after installing %s", other, taken)
                        .isTrue();
            }
        }
    }

    @Property
    void anotherUpdateChangesOnlyWhatItSupersedes(@ForAll long seed) {
        var trial = Trial.of(seed);
        var release = REAL.releaseOf(trial.standing().version()).orElseThrow();
        var older = List.copyOf(REAL.updates())
                .get(new Random(seed).nextInt(REAL.updates().size()))
                .id();
        var added = Catalogs.update(
                "new", Set.of(older), Set.of(), new Condition.OnReleases(new TreeSet<>(Set.of(release.label()))));
        var before = trial.judged();
        var after = trial.judged(REAL.with(added));
        var touched = new HashSet<String>();
        touched.add("new");
        for (var update : REAL.updates()) {
            if (update.id().equals(older)
                    || REAL.lineage().newerThan(update.id(), release.label()).containsKey(older)) {
                touched.add(update.id());
            }
        }
        for (var verdict : before.verdicts()) {
            if (!touched.contains(verdict.update())) {
                assertThat(after.of(verdict.update())).contains(verdict);
            }
        }
    }

    private static Catalog catalog(Collection<Update> updates) {
        return Catalog.of(REAL.releases(), updates, REAL.packages(), REAL.sources());
    }

    private static Update update(String id) {
        return REAL.update(id).orElseThrow();
    }
}
