package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.fleet.Fleet;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hierarchy stands where those of its tenant stand, whichever came first, its report or its owner. */
@QuarkusTest
class OwnersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    void aBatchIsWrittenAsWhoseItIs_alsoWhenNobodyHadMetThem() {
        belong(report(1, 1), "north");
        belong(report(2, 1), "south");
        List<Outcome> outcomes = observatory.observe(report(1, 1), report(2, 1), report(3, 1));
        assertThat(outcomes).containsOnly(Outcome.TAKEN);
        assertThat(tenant(1)).isEqualTo("north/north");
        assertThat(tenant(2)).isEqualTo("south/south");
        assertThat(tenant(3)).isEqualTo("default/default");
        assertThat(observatory.observe(report(1, 3), report(1, 2), report(3, 2)))
                .containsExactly(Outcome.TAKEN, Outcome.TAKEN, Outcome.TAKEN);
        assertThat(observatory.observe(report(2, 0), report(1, 2)))
                .containsExactly(Outcome.OUTDATED, Outcome.DUPLICATE);
        assertThat(tenant(1)).isEqualTo("north/north");
        assertThat(tenant(2)).isEqualTo("south/south");
    }

    @Test
    void whatWasReportedMovesWithItsOwner_andIsFollowed() {
        observatory.observe(report(4, 1));
        Standing before = state(4).standing();
        Mark mark = hierarchies.present().await().atMost(PATIENCE);
        belong(report(4, 1), "north");
        Standing after = state(4).standing();
        assertThat(after).isEqualTo(before.ownedBy("north"));
        assertThat(hierarchies.movesAfter(mark, 1000).await().atMost(PATIENCE))
                .extracting(Marked::value)
                .contains(new Move(report(4, 1).hierarchyId(), "north", after.id()));
        assertThat(hierarchies.known(List.of(after.id())).await().atMost(PATIENCE))
                .containsExactly(after.id());
        belong(report(4, 1), "default");
        assertThat(state(4).standing()).isEqualTo(before);
        observatory.observe(report(4, 2));
        assertThat(tenant(4)).isEqualTo("default/default");
    }

    @Test
    void equalFactsOfTwoTenantsAreTwoStandings_andEachCountsItsOwn() {
        UsageReport ours = report(5, 1);
        String tenant = "tenant-" + System.nanoTime();
        observatory.observe(ours);
        belong(report(6, 1), tenant);
        observatory.observe(report(6, 1));
        assertThat(hierarchies.population(tenant).await().atMost(PATIENCE))
                .containsExactly(
                        new Population(state(6).standing(), 1, report(6, 1).hierarchyId()));
        assertThat(hierarchies.population("default").await().atMost(PATIENCE))
                .extracting(Population::standing)
                .contains(state(5).standing())
                .doesNotContain(state(6).standing());
        assertThat(state(6).standing().ownedBy("default").id())
                .isNotEqualTo(state(6).standing().id());
    }

    @Test
    void ownerThatComesWhileABatchIsUnderWay_waitsForIt() {
        UsageReport report = report(7, 1);
        observatory
                .whileUnderWay(Seen.of(report), () -> belonging(report, "north"))
                .join();
        assertThat(tenant(7)).isEqualTo("north/north");
    }

    @Test
    void batchThatComesWhileAnOwnerIsUnderWay_waitsForIt() {
        UsageReport report = report(8, 1);
        CompletableFuture<List<Outcome>> observing = observatory.whileOpen(
                connection -> hierarchies.belong(connection, report.hierarchyId(), "north"),
                () -> hierarchies.observe(List.of(Seen.of(report))));
        assertThat(observing.join()).containsExactly(Outcome.TAKEN);
        assertThat(tenant(8)).isEqualTo("north/north");
    }

    @Test
    void theStandingsOfBeforeAreMovedByTheSchema_asThisProgramWouldWriteThem() {
        String tenant = "back\\slash and\nline";
        observatory.observe(report(10, 1));
        Standing before = state(10).standing();
        String id = report(10, 1).hierarchyId();
        AtomicReference<byte[]> canonical = new AtomicReference<>();
        // undone afterwards: those that are here already say whose they are
        assertThatThrownBy(() -> pool.withTransaction(connection -> connection
                                .preparedQuery("update hierarchy set tenant = $2 where id = $1")
                                .execute(Tuple.of(id, tenant))
                                .chain(() -> connection.query(migration()).execute())
                                .chain(() -> connection
                                        .preparedQuery("select s.canonical, s.id from hierarchy h"
                                                + " join hierarchy_standing s on s.id = h.standing where h.id = $1")
                                        .execute(Tuple.of(id)))
                                .invoke(rows -> canonical.set(
                                        rows.iterator().next().getBuffer(0).getBytes()))
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("undo"))))
                        .await()
                        .atMost(PATIENCE))
                .hasMessage("undo");
        assertThat(canonical.get()).isEqualTo(before.ownedBy(tenant).canonical());
    }

    private static String migration() {
        try (InputStream file =
                Objects.requireNonNull(OwnersTest.class.getResourceAsStream("/schema/hierarchy/006_tenants.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTenantsAreKnown_whetherTheyAreEnrolledOrHaveReported() {
        String tenant = "tenant-" + System.nanoTime();
        IntStream.of(11, 12, 13).forEach(each -> belong(report(each, 1), tenant));
        observatory.observe(report(12, 1), report(14, 1));
        List<String> ids = IntStream.of(11, 12, 13)
                .mapToObj(each -> report(each, 1).hierarchyId())
                .sorted()
                .toList();
        assertThat(idsOf(tenant, "", 2)).isEqualTo(ids.subList(0, 2));
        assertThat(idsOf(tenant, ids.get(1), 2)).isEqualTo(ids.subList(2, 3));
        assertThat(idsOf(tenant, ids.get(2), 2)).isEmpty();
        assertThat(ids).allMatch(id -> isOf(tenant, id) && !isOf("default", id));
        String without = report(14, 1).hierarchyId();
        assertThat(isOf("default", without) && !isOf(tenant, without)).isTrue();
        assertThat(isOf(tenant, "nobody")).isFalse();
    }

    private List<String> idsOf(String tenant, String after, int limit) {
        return hierarchies.idsOf(tenant, after, limit).await().atMost(PATIENCE);
    }

    private boolean isOf(String tenant, String id) {
        return hierarchies.isOf(tenant, id).await().atMost(PATIENCE);
    }

    @Test
    void anErasedHierarchyIsNobodysAgain() {
        belong(report(9, 1), "north");
        observatory.observe(report(9, 1));
        observatory.erase(report(9, 1));
        assertThat(isOf("north", report(9, 1).hierarchyId())).isFalse();
        UsageReport anew = report(9, 1_000);
        observatory.observe(anew);
        assertThat(tenant(9)).isEqualTo("default/default");
    }

    private Uni<Void> belonging(UsageReport report, String tenant) {
        return pool.withTransaction(connection -> hierarchies.belong(connection, report.hierarchyId(), tenant));
    }

    private void belong(UsageReport report, String tenant) {
        belonging(report, tenant).await().atMost(PATIENCE);
    }

    private UsageReport report(int hierarchy, int week) {
        return fleet.report(hierarchy, week);
    }

    private Hierarchy state(int hierarchy) {
        return observatory.state(report(hierarchy, 1));
    }

    /** By its row, and by its standing. */
    private String tenant(int hierarchy) {
        Hierarchy state = state(hierarchy);
        return state.tenant() + "/" + state.standing().tenant();
    }
}
