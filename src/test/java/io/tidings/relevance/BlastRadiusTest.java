package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Revision;
import io.tidings.catalog.Rollout;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Bucket;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Population;
import io.tidings.hierarchy.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom a change would reach, and whom it would take something from, by the plain values. */
class BlastRadiusTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void tellsWhoGetsIt_whoLosesAnother_andWhoIsBlockedAndWhy() {
        var old = Catalogs.update("old");
        var fresh = Catalogs.update("new", Set.of("old"), Set.of(), new Condition.TenantAttached());
        var all = List.of(
                new Population(standing(true), 7, "a"),
                new Population(standing(false), 5, "b"),
                new Population(standing(true, "new"), 3, "c"));
        var told = preview(Catalogs.of(old), Catalogs.of(old, fresh), "new", all);
        assertThat(told.at("/gets/hierarchies").asLong()).isEqualTo(7);
        assertThat(told.at("/gets/standings").asLong()).isEqualTo(1);
        assertThat(told.at("/gets/samples/0/hierarchy").asText()).isEqualTo("a");
        assertThat(told.at("/blocked/hierarchies").asLong()).isEqualTo(8);
        assertThat(told.at("/blocked/reasons").findValuesAsText("reason"))
                .containsExactly("installed", "needs-tenant-attach");
        assertThat(told.at("/loses/0/update").asText()).isEqualTo("old");
        assertThat(told.at("/loses/0/hierarchies").asLong())
                .as("who has the new one never sees the old")
                .isEqualTo(10);
    }

    @Test
    void successorThatIsOutIsTheReason() {
        var old = Catalogs.update("old");
        var fresh = Catalogs.update("new", Set.of("old"), Set.of());
        var told = preview(
                Catalogs.of(old, fresh),
                Catalogs.of(old, fresh),
                "old",
                List.of(new Population(standing(true), 2, "a")));
        assertThat(told.at("/blocked/reasons/0/reason").asText()).isEqualTo("superseded-by-published");
        assertThat(told.at("/keeps/hierarchies").asLong()).isZero();
    }

    /** 30 of 100 have it; the change opens it for 50 at once, but no longer fits those that are not attached. */
    @Test
    void changeOfARunningRolloutTellsWhomItHasReached_wouldReach_andWouldBeTakenFrom() {
        var running = Catalogs.update("new").withRollout(steps(NOON.minusSeconds(60), 30));
        var changed = Catalogs.update("new", new Condition.TenantAttached())
                .withRollout(steps(NOON.minusSeconds(60), 30, 50, 100));
        var attached = new Population(standing(true), 100, "a");
        var other = new Population(standing(false), 10, "b");
        var preview = Preview.of(live(Catalogs.of(running)), Catalogs.of(changed), NOON, "new")
                .look(List.of(attached, other));
        assertThat(preview.buckets()).containsExactly(share(30), share(50), share(30), share(50), share(100));
        var told = preview.toJson(Map.of(
                attached.standing().id(), List.of(31L, 52L, 31L, 52L, 100L),
                other.standing().id(), List.of(4L, 6L, 4L, 6L, 10L)));
        assertThat(told.at("/rollout/hasReached").asLong()).isEqualTo(35);
        assertThat(told.at("/rollout/newlyReaches").asLong()).isEqualTo(21);
        assertThat(told.at("/rollout/takesFrom").asLong()).isEqualTo(4);
        assertThat(told.at("/steps").findValuesAsText("hierarchies")).containsExactly("31", "52", "100");
        assertThat(told.at("/keeps/hierarchies").asLong()).isEqualTo(100);
        assertThat(told.at("/loses/0/hierarchies").asLong()).isEqualTo(10);
    }

    @Test
    void reachingAllAtOnceTellsWhomItNewlyReaches_alsoOfOneThatIsHeld() {
        var held = Catalogs.update("new")
                .withRollout(steps(
                        NOON.minusSeconds(60), List.of(new Rollout.Hold(NOON.minusSeconds(30), null, "paused")), 30));
        var some = new Population(standing(true), 100, "a");
        var preview = Preview.of(live(Catalogs.of(held)), Catalogs.of(Catalogs.update("new")), NOON, "new")
                .look(List.of(some));
        assertThat(preview.buckets()).containsExactly(share(30), Bucket.COUNT);
        var told = preview.toJson(Map.of(some.standing().id(), List.of(31L, 100L)));
        assertThat(told.at("/rollout/hasReached").asLong()).isEqualTo(31);
        assertThat(told.at("/rollout/newlyReaches").asLong()).isEqualTo(69);
        assertThat(told.at("/rollout/takesFrom").asLong()).isZero();
    }

    /** Nothing need have happened since the epoch began: what comes out comes out today. */
    @Test
    void whatWouldComeOutTodayIsOut_howeverOldTheEpoch() {
        var fresh = Catalogs.update("new").withRevisions(List.of(Revision.of(DAY, Revision.Event.PUBLISHED)));
        var old = new LiveCatalog(7, DAY.minusDays(9), NOON.minus(Duration.ofDays(9)), Catalogs.of());
        var told = Preview.of(old, Catalogs.of(fresh), NOON, "new")
                .look(List.of(new Population(standing(true), 2, "a")))
                .toJson(Map.of());
        assertThat(told.at("/gets/hierarchies").asLong()).isEqualTo(2);
        assertThat(told.has("rollout")).isFalse();
    }

    /** One after the other, every 40 s. */
    private static Rollout steps(Instant first, int... percent) {
        return steps(first, List.of(), percent);
    }

    private static Rollout steps(Instant first, List<Rollout.Hold> holds, int... percent) {
        var steps = IntStream.range(0, percent.length)
                .mapToObj(i -> new Rollout.RolloutStep(first.plusSeconds(40L * i), percent[i]))
                .toList();
        return new Rollout(steps, Duration.ZERO, null, null, Collections.emptySortedSet(), holds);
    }

    private static int share(int percent) {
        return percent * (Bucket.COUNT / 100);
    }

    private static LiveCatalog live(Catalog catalog) {
        return new LiveCatalog(7, DAY, NOON.minusSeconds(1), catalog);
    }

    private static ObjectNode preview(Catalog before, Catalog after, String id, List<Population> all) {
        return Preview.of(live(before), after, NOON, id).look(all).toJson(Map.of());
    }

    private static Standing standing(boolean attached, String... installed) {
        return new Standing(
                Branch.CURRENT,
                Catalogs.VERSION,
                null,
                Collections.emptySortedSet(),
                new Conditions(attached, false, false, false),
                new Installed.Known(new TreeSet<>(Set.of(installed)), new TreeSet<>()));
    }
}
