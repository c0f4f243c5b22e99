package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Revision;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Rollout.Hold;
import io.tidings.catalog.Rollout.RolloutStep;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rollouts make of verdicts: one row per sentence of decisions 0052 and 0063. */
class GatesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant BEGAN = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant ENDS = Instant.parse("2026-03-03T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T07:59:59Z, 0, 0",
        "2026-03-02T08:00:00Z, 1, 30",
        "2026-03-03T07:59:59Z, 1, 30",
    })
    void gateIsAsFarOpenAsTheRolloutHasCome(Instant at, int step, int percent) {
        assertThat(Gates.of(Catalogs.of(Catalogs.update("a"), rolling("b")), DAY, at)
                        .of("b"))
                .contains(new Gate("b", step, percent));
    }

    @Test
    void whoeverIsReachedByAllHasNoGate() {
        var catalog = Catalogs.of(Catalogs.update("a"), rolling("b"));
        assertThat(Gates.of(catalog, DAY, ENDS).isEmpty()).isTrue();
    }

    @Test
    void pauseFreezesWhatIsUnderWay_andTakesFromAllWhatHasReachedAll() {
        var frozen = paused(rolling("b"));
        var gates = Gates.of(Catalogs.of(Catalogs.update("a"), frozen), DAY, ENDS.plusSeconds(1));
        assertThat(gates.of("b")).contains(new Gate("b", 1, 30));
        assertThat(gates.nextStep("b")).isEmpty();
        assertThat(verdict(Catalogs.of(Catalogs.update("a"), frozen), ENDS, inside("b")))
                .isInstanceOf(Verdict.Offered.class);

        var plain = paused(Catalogs.update("b"));
        assertThat(Gates.of(Catalogs.of(plain), DAY, ENDS).isEmpty()).isTrue();
        assertThat(verdict(Catalogs.of(plain), ENDS, inside("b")).reason().code())
                .isEqualTo("publication-paused");
    }

    @Test
    void beforeTheFirstStepNobodyIsInside_andTheOlderOneIsOffered() {
        var catalog = Catalogs.of(Catalogs.update("a"), rolling("b"));
        var judged = judge(catalog, BEGAN.minusSeconds(1), inside("b"));
        assertThat(judged.offered()).containsExactly("a");
        assertThat(judged.of("b").orElseThrow()).satisfies(held -> {
            assertThat(held.kind()).isEqualTo("held-by-rollout");
            assertThat(held.reason().code()).isEqualTo("rollout-not-begun");
            assertThat(held.reason().remedy())
                    .isEqualTo("wait: its next step opens at 2026-03-02T08:00:00Z; until then a is offered");
        });
        assertThat(compiled(catalog, BEGAN.minusSeconds(1)).isSameForAll()).isTrue();
    }

    @Test
    void heldVerdictNamesBucketStepAndFallback() {
        var catalog = Catalogs.of(Catalogs.update("a"), rolling("b"));
        var outside = outside("b");
        var judged = judge(catalog, BEGAN, outside);
        assertThat(judged.offered()).containsExactly("a");
        assertThat(judged.of("b").orElseThrow()).isInstanceOfSatisfying(Verdict.HeldByRollout.class, held -> {
            assertThat(held.bucket()).isEqualTo(Bucket.of(outside, "b"));
            assertThat(held.step()).isEqualTo(1);
            assertThat(held.reason().facts()).containsEntry("offeredInstead", "a");
        });
        assertThat(judge(catalog, BEGAN, inside("b")).offered()).containsExactly("b");
    }

    @Test
    void whatAlreadyIsThereOrDoesNotFitIsNotHeld() {
        var rolling = rolled(Catalogs.update("b", new Condition.TenantAttached()));
        assertThat(verdict(Catalogs.of(rolling), BEGAN, outside("b")).reason().code())
                .isEqualTo("needs-tenant-attach");
        var having = Catalogs.standing("b");
        var situation = situation(Catalogs.of(Catalogs.update("a"), rolling("b")), BEGAN);
        assertThat(Relevance.judge(having, situation, any -> true, outside("b"))
                        .of("b")
                        .orElseThrow()
                        .kind())
                .isEqualTo("already-installed");
    }

    /** Everything newer is gated, so that somebody outside of all gets the oldest. */
    @Property
    void fallbackIsNeverNothing(@ForAll String hierarchyId) {
        var catalog = Catalogs.of(Catalogs.update("a"), replacing("b", "a"), replacing("c", "b"), replacing("d", "c"));
        var offered = compiled(catalog, BEGAN).to(hierarchyId);
        assertThat(offered).hasSize(1);
        var newestInside = List.of("d", "c", "b").stream()
                .filter(id -> Bucket.of(hierarchyId, id) < 3000)
                .findFirst();
        assertThat(offered).containsExactly(newestInside.orElse("a"));
    }

    private static Update rolling(String id) {
        return replacing(id, "a");
    }

    private static Update replacing(String id, String older) {
        return rolled(Catalogs.update(id, Set.of(older), Set.of()));
    }

    private static Update rolled(Update update) {
        return update.withRollout(rollout(List.of()));
    }

    private static Rollout rollout(List<Hold> holds) {
        var steps = List.of(new RolloutStep(BEGAN, 30), new RolloutStep(ENDS, 100));
        return new Rollout(steps, Duration.ZERO, null, null, Collections.emptySortedSet(), holds);
    }

    private static Update paused(Update update) {
        var revisions = new ArrayList<>(update.revisions());
        revisions.add(Revision.of(DAY, Revision.Event.PAUSED));
        var frozen = update.withRevisions(revisions);
        return update.rollout() == null
                ? frozen
                : frozen.withRollout(rollout(List.of(new Hold(BEGAN.plusSeconds(60), null, "paused"))));
    }

    private static String inside(String update) {
        return hierarchy(update, true);
    }

    private static String outside(String update) {
        return hierarchy(update, false);
    }

    private static String hierarchy(String update, boolean inside) {
        int i = 0;
        while (Bucket.of("h" + i, update) < 3000 != inside) {
            i++;
        }
        return "h" + i;
    }

    private static Verdict verdict(Catalog catalog, Instant at, String hierarchyId) {
        return judge(catalog, at, hierarchyId).of("b").orElseThrow();
    }

    private static Judgement judge(Catalog catalog, Instant at, String hierarchyId) {
        var judged = Relevance.judge(Catalogs.standing(), situation(catalog, at), any -> true, hierarchyId);
        assertThat(compiled(catalog, at).to(hierarchyId)).as("the index agrees").isEqualTo(judged.offered());
        return judged;
    }

    private static Offers.Offering compiled(Catalog catalog, Instant at) {
        return new CompiledCatalog(situation(catalog, at)).offering(1, Catalogs.standing());
    }

    private static Situation situation(Catalog catalog, Instant at) {
        return Situation.of(catalog, DAY, Gates.of(catalog, DAY, at));
    }
}
