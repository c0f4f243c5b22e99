package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.hierarchy.Observatory;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was refused is put back by filter, once, and goes through when the reason is gone. */
@QuarkusTest
@TestSecurity(user = "root", roles = "publisher")
class ReplayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Rejected rejected;

    @Inject
    Replay replay;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());
    private final UsageReport report = fleet.report(1, 1);
    private final String id = report.hierarchyId();

    @Test
    void whatFailedBecauseOfUsGoesThrough_once() {
        reject(report.toJson(), Map.of(), new UsageFault.OurFailure());
        replay(Map.of("reason", "internal", "hierarchyId", id)).body("replayed", equalTo(1));
        observatory.awaitTaken(report);
        replay(Map.of("reason", "internal", "hierarchyId", id))
                .body("replayed", equalTo(0))
                .body("alreadyReplayed", equalTo(1));
    }

    @Test
    void aCloudEventGoesBackAsItCame() {
        Map<String, byte[]> headers = Map.of(
                "ce_specversion", "1.0".getBytes(UTF_8),
                "ce_id", "1".getBytes(UTF_8),
                "ce_source", "/t".getBytes(UTF_8),
                "ce_type", "usage".getBytes(UTF_8));
        reject(report.toJson(), headers, new UsageFault.OurFailure());
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(1));
        observatory.awaitTaken(report);
    }

    @Test
    void filterThatCanMeanNothingIsRefused() {
        refused(Map.of("reason", "no-json"));
        refused(Map.of("hierarchyId", "mine"));
        refused(Map.of("from", "1969-12-31T23:59:59Z"));
        // whoever errs in the name of a filter does not mean all
        refused(Map.of("reasen", "internal"));
    }

    private static void refused(Map<String, String> filter) {
        given().contentType("application/json")
                .body(filter)
                .post("/v1/usage/rejected/replay")
                .then()
                .statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "1969-12-31T23:59:59Z"})
    void timesThatNoRecordHasAreRefused(String time) {
        given().contentType("application/json")
                .body(Map.of("from", time))
                .post("/v1/usage/rejected/replay")
                .then()
                .statusCode(422);
    }

    @Test
    void onlyWhatTheFilterMeansIsPutBack() {
        Instant before = Instant.now().minusSeconds(60);
        reject(report.toJson(), Map.of(), new UsageFault.OurFailure());
        replay(Map.of("hierarchyId", id, "reason", "not-json")).body("replayed", equalTo(0));
        replay(Map.of("hierarchyId", fleet.hierarchyId(2))).body("replayed", equalTo(0));
        replay(Map.of("hierarchyId", id, "to", before.toString())).body("replayed", equalTo(0));
        replay(Map.of("hierarchyId", id, "from", Instant.now().plusSeconds(60).toString()))
                .body("replayed", equalTo(0));
        replay(Map.of("hierarchyId", id, "from", before.toString())).body("replayed", equalTo(1));
    }

    @Test
    void whatWasPutBackBeforeDoesNotStandInTheWay() {
        Arrival arrival =
                new Arrival(report.toJson(), id.getBytes(UTF_8), Map.of(), Arrival.Origin.of("test"), Instant.now());
        Rejected.Refusal refusal = new Rejected.Refusal(arrival, new UsageFault.OurFailure());
        // more than are looked at together
        rejected.add(Collections.nCopies(600, refusal)).await().atMost(PATIENCE);
        RejectedTopic.Filter filter = new RejectedTopic.Filter("internal", id, null, null);
        assertThat(replay(filter, 250)).isEqualTo(List.of(250, true));
        assertThat(replay(filter, 250)).isEqualTo(List.of(250, true));
        assertThat(replay(filter, 250)).isEqualTo(List.of(100, false));
        assertThat(replay(filter, 250)).isEqualTo(List.of(0, false));
        observatory.awaitTaken(report);
    }

    private List<Object> replay(RejectedTopic.Filter filter, int most) {
        Replay.Result result = replay.replay(filter, most).await().atMost(PATIENCE);
        return List.of(result.replayed(), result.more());
    }

    @Test
    void whatBelongedToAnErasedHierarchyStaysAway() {
        // collected after the erasure by its own clock: only the erasure itself can keep it out
        byte[] ahead = new String(report.toJson(), UTF_8)
                .replace(
                        report.collectedAt().toString(),
                        Instant.now().plusSeconds(3_600).toString())
                .getBytes(UTF_8);
        reject(ahead, Map.of(), new UsageFault.OurFailure());
        observatory.erase(report);
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(0));
        assertThat(observatory.knows(report)).isFalse();
    }

    @Test
    void whatWasRefusedAfterTheErasureOfWhatCameBeforeStaysAway() {
        Instant received = Instant.now();
        observatory.erase(report);
        UsageReport ahead = Variation.of(report)
                .collectedAt(Instant.now().plusSeconds(3_600))
                .report();
        reject(arrival(ahead.toJson(), received), new UsageFault.OurFailure());
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(0));
        assertThat(observatory.knows(report)).isFalse();
        // what it told afterwards is its own wish
        reject(arrival(ahead.toJson(), Instant.now()), new UsageFault.OurFailure());
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(1));
        observatory.awaitTaken(ahead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "timestamptz 'epoch'"})
    void marksOfATopicThatWasMadeAnewDoNotCount(String copiedAt) {
        pool.query("insert into usage_replay (partition, position, replayed_at, copied_at)"
                        + " select p, o, now() - interval '1 day', " + copiedAt
                        + " from generate_series(0, 11) p, generate_series(0, 3000) o on conflict do nothing")
                .execute()
                .await()
                .atMost(PATIENCE);
        reject(report.toJson(), Map.of(), new UsageFault.OurFailure());
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(1));
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(0)).body("alreadyReplayed", equalTo(1));
    }

    @Test
    void marksOfWhatTheTopicNoLongerKeepsAreForgotten() {
        pool.query("insert into usage_replay (partition, position) values (0, -1)")
                .execute()
                .await()
                .atMost(PATIENCE);
        replay(Map.of("hierarchyId", id));
        assertThat(pool.query("select from usage_replay where position < 0")
                        .execute()
                        .await()
                        .atMost(PATIENCE)
                        .size())
                .isZero();
    }

    @Test
    void aSecondReplayAtTheSameTimeIsTurnedAway() {
        SqlConnection other = pool.getConnection().await().atMost(PATIENCE);
        try {
            run(other, "select pg_advisory_lock(hashtext('usage_replay'))");
            given().contentType("application/json")
                    .body(Map.of("hierarchyId", id))
                    .post("/v1/usage/rejected/replay")
                    .then()
                    .statusCode(409);
            run(other, "select pg_advisory_unlock(hashtext('usage_replay'))");
        } finally {
            other.close().await().atMost(PATIENCE);
        }
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(0));
    }

    private static void run(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(PATIENCE);
    }

    @Test
    void whatCameWithoutAKeyIsFoundByItsHierarchy_andStaysAwayAfterTheErasure() {
        Arrival keyless = Arrival.of(report.toJson(), "test", Instant.now());
        reject(keyless, new UsageFault.OurFailure());
        replay(Map.of("hierarchyId", fleet.hierarchyId(2))).body("replayed", equalTo(0));
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(1));
        observatory.awaitTaken(report);
        reject(keyless, new UsageFault.OurFailure());
        observatory.erase(report);
        replay(Map.of("hierarchyId", id)).body("replayed", equalTo(0));
    }

    private void reject(byte[] body, Map<String, byte[]> headers, UsageFault fault) {
        reject(
                new Arrival(body, id.getBytes(UTF_8), new HashMap<>(headers), Arrival.Origin.of("test"), Instant.now()),
                fault);
    }

    private Arrival arrival(byte[] body, Instant receivedAt) {
        return new Arrival(body, id.getBytes(UTF_8), Map.of(), Arrival.Origin.of("test"), receivedAt);
    }

    private void reject(Arrival arrival, UsageFault fault) {
        rejected.add(List.of(new Rejected.Refusal(arrival, fault))).await().atMost(PATIENCE);
    }

    private static ValidatableResponse replay(Map<String, String> filter) {
        return given().contentType("application/json")
                .body(filter)
                .post("/v1/usage/rejected/replay")
                .then()
                .statusCode(200);
    }
}
