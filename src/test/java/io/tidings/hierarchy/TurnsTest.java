package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.fleet.Fleet;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An erasure and a batch that brings something of the same hierarchy: whichever was first, nothing is left. */
@QuarkusTest
class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    void erasureWaitsForABatchUnderWay_andTakesAlongWhatItBrings() {
        UsageReport report = fleet.report(1, 1);
        var erasing = observatory.whileUnderWay(Seen.of(report), () -> hierarchies.erase(report.hierarchyId(), "test"));
        assertThat(erasing.join()).isTrue();
        assertThat(rows(report)).isZero();
        assertThat(observatory.knows(report)).isFalse();
    }

    @Test
    void batchThatWaitsWhileAnErasureEnds_knowsOfIt() {
        UsageReport report = fleet.report(2, 1);
        var observing = observatory.whileOpen(
                Turns::ofOwner,
                () -> hierarchies.observe(List.of(Seen.of(report))),
                hierarchies.erase(report.hierarchyId(), "test"));
        assertThat(observing.join()).containsExactly(Outcome.ERASED);
        assertThat(rows(report)).isZero();
        assertThat(observatory.knows(report)).isFalse();
    }

    /** What a batch says of its plans is said of nobody else's, and not for longer. */
    @Test
    void batchFindsItsRowsByTheirKeys_othersAsTheyLike() {
        List<String> inside = pool.withTransaction(
                        connection -> Turns.ofBatch(connection).chain(() -> plans(connection)))
                .await()
                .atMost(PATIENCE);
        assertThat(inside).containsExactly("off", "force_custom_plan");
        List<String> afterwards = pool.withConnection(connection -> connection
                        .begin()
                        .call(() -> Turns.ofBatch(connection))
                        .chain(Transaction::commit)
                        .chain(() -> plans(connection)))
                .await()
                .atMost(PATIENCE);
        assertThat(afterwards).containsExactly("on", "auto");
    }

    private static Uni<List<String>> plans(SqlClient client) {
        return client.query("select current_setting('enable_seqscan'), current_setting('plan_cache_mode')")
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> List.of(row.getString(0), row.getString(1)));
    }

    private long rows(UsageReport report) {
        return pool.preparedQuery("select count(*) from hierarchy_report where hierarchy_id = $1")
                .execute(Tuple.of(report.hierarchyId()))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
