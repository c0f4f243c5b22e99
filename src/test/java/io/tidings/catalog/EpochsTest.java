package io.tidings.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.problem.Problem;
import io.tidings.signal.Signals;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(
        user = "alice",
        roles = {"viewer", "publisher"})
class EpochsTest {

    private static final int REPLICAS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Inject
    CatalogSettings settings;

    @Inject
    Signals signals;

    @Inject
    Audit audit;

    @Inject
    Updates updates;

    @Test
    void stepOfARolloutStartsOneEpoch_howeverManyReplicasNotice() {
        String id = "epochs-" + UUID.randomUUID();
        Instant opens = Instant.now().plusSeconds(30);
        put(id, "\"rollout\": {\"steps\": [{\"at\": \"" + opens + "\", \"percent\": 50}]}");
        given().post("/v1/updates/" + id + "/publish").then().statusCode(200);
        long before = updates.newest().await().atMost(PATIENCE).epoch();

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(60));
        List<Uni<LiveCatalogs>> noticed = IntStream.range(0, REPLICAS)
                .mapToObj(number -> replica(later).newest())
                .toList();
        List<LiveCatalogs> seen = Uni.join().all(noticed).andFailFast().await().atMost(PATIENCE);

        assertThat(seen).extracting(LiveCatalogs::epoch).containsOnly(before + 1);
        assertThat(seen).extracting(LiveCatalogs::at).allMatch(at -> !at.isBefore(opens));
        assertThat(updates.newest().await().atMost(PATIENCE).epoch()).isEqualTo(before + 1);
        // half of the hierarchies of other tests would be offered it
        given().post("/v1/updates/" + id + "/withdraw").then().statusCode(200);
    }

    @Test
    void replicaWhoseClockGoesBackTakesNothingBack() {
        String id = "clock-" + UUID.randomUUID();
        put(id, "\"title\": \"Trial\"");
        LiveCatalogs before = updates.newest().await().atMost(PATIENCE);
        Updates behind = replica(Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
        assertThat(behind.newest().await().atMost(PATIENCE).at()).isEqualTo(before.at());
        behind.request(
                        new Edit(id, "\"r1\"", new Actor("default", "alice")),
                        new Change.Stepped(Publication.Step.PUBLISH))
                .await()
                .atMost(PATIENCE);
        LiveCatalogs next = updates.newest().await().atMost(PATIENCE);
        assertThat(next.epoch()).isGreaterThan(before.epoch());
        assertThat(next.at()).isAfterOrEqualTo(before.at());
        assertThat(next.asOf()).isAfterOrEqualTo(before.asOf());
        given().post("/v1/updates/" + id + "/withdraw").then().statusCode(200);
    }

    /** A day that is written is what connection points are judged by, whoever's clock was asked for it. */
    @Test
    void replicaWhoseClockIsBehindDatesByTheEpoch_publicationsAndHolds() {
        String id = "behind-" + UUID.randomUUID();
        Instant opened = Instant.now().minusSeconds(5);
        put(id, "\"rollout\": {\"steps\": [{\"at\": \"" + opened + "\", \"percent\": 1}]}");
        LiveCatalogs before = updates.newest().await().atMost(PATIENCE);
        Updates behind = replica(Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
        behind.newest().await().atMost(PATIENCE);

        Update published = step(behind, id, "\"r1\"", Publication.Step.PUBLISH);
        assertThat(published.revisions()).extracting(Revision::on).containsExactly(before.asOf());
        Update paused = step(behind, id, "\"r2\"", Publication.Step.PAUSE);
        Rollout held = Objects.requireNonNull(paused.rollout());
        assertThat(held.holds()).hasSize(1).noneMatch(hold -> hold.from()
                .isBefore(before.at().truncatedTo(ChronoUnit.SECONDS)));
        assertThat(held.reachedAt(behind.live().notBefore(Instant.EPOCH))).isEqualTo(new Rollout.Reached(1, 1, true));
        // that step has opened, whatever the clock of the replica says, and stays as it is
        Rollout none = new Rollout(List.of(), Duration.ZERO, null, null, new TreeSet<>(), List.of());
        assertThatThrownBy(() -> behind.request(
                                new Edit(id, "\"r3\"", new Actor("default", "alice")), new Change.RolledOut(none))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("have opened");
        given().post("/v1/updates/" + id + "/withdraw").then().statusCode(200);
    }

    private static Update step(Updates replica, String id, String tag, Publication.Step step) {
        return replica.request(new Edit(id, tag, new Actor("default", "alice")), new Change.Stepped(step))
                .await()
                .atMost(PATIENCE)
                .update();
    }

    @Test
    void catalogIsNotReadOnAnEventLoop() {
        String reader = pool.withConnection(connection -> new CatalogStore(pool, json, Clock.systemUTC())
                        .read(connection)
                        .map(live -> Thread.currentThread().getName()))
                .await()
                .atMost(PATIENCE);
        assertThat(reader).doesNotContain("eventloop");
    }

    @Test
    void ofTwoEditorsAtOnceOneIsToldThatItChanged() throws Exception {
        String id = "editors-" + UUID.randomUUID();
        put(id, "\"title\": \"Trial\"");
        Callable<Integer> edit = () -> updates.request(
                        new Edit(
                                id,
                                "\"r1\"",
                                new Actor("default", Thread.currentThread().getName())),
                        new Change.Stepped(Publication.Step.PUBLISH))
                .map(Written::status)
                .onFailure(Problem.class)
                .recoverWithItem(failure -> failure.type().status())
                .await()
                .atMost(PATIENCE);
        try (var editors = Executors.newFixedThreadPool(2)) {
            var outcomes = editors.invokeAll(List.of(edit, edit));
            assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get())).containsExactlyInAnyOrder(200, 412);
        }
    }

    private Updates replica(Clock clock) {
        CatalogStore store = new CatalogStore(pool, json, clock);
        Edits edits = new Edits(store, new ProposalStore(pool, json), settings, audit, clock);
        return new Updates(store, edits, audit, settings, signals, clock);
    }

    private static void put(String id, String more) {
        given().contentType(ContentType.JSON)
                .body("{\"id\": \"" + id + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\", " + more + "}")
                .put("/v1/updates/" + id)
                .then()
                .statusCode(201);
    }
}
