package io.tidings.relevance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.tidings.catalog.PublicCatalog;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(
        user = "olga",
        roles = {"viewer", "publisher"})
@TestProfile(RelevanceRefreshTest.NoLooks.class)
class RelevanceRefreshTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Offers offers;

    @Inject
    Updates updates;

    @Inject
    Pool pool;

    @BeforeEach
    void importRealCatalog() {
        given().contentType(ContentType.JSON)
                .body(PublicCatalog.document().toString())
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
    }

    /** Nobody looks by himself for an hour, and a stranger's transaction stays open. */
    public static final class NoLooks implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.signal.longest-silence", "PT1H");
        }
    }

    @Test
    void newStandingIsJudgedBecauseItsCommitWakesSomebody() {
        await().atMost(TIMEOUT.multipliedBy(3)).until(() -> liveEpoch() > 0);
        var stranger = pool.getConnection().await().atMost(TIMEOUT);
        stranger.query("begin; select pg_current_xact_id()").execute().await().atMost(TIMEOUT);
        var id = report(Set.of("28204160"));
        await().atMost(TIMEOUT).until(() -> current(id).isPresent());
        stranger.query("rollback").execute().chain(stranger::close).await().atMost(TIMEOUT);
        var offering = current(id).orElseThrow();
        var standing = Reports.standing(Set.of("28204160"));
        assertThat(offering.epoch()).isEqualTo(updates.epoch());
        assertThat(offering.updates())
                .isEqualTo(offers.judge(standing).offered())
                .isNotEmpty();
    }

    @Test
    void verdictTellsWhy() {
        await().atMost(TIMEOUT.multipliedBy(3)).until(() -> liveEpoch() > 0);
        var id = report(Set.of());
        given().get("/v1/hierarchies/" + id + "/updates/35360093/why")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("not-applicable"))
                .body("reason", equalTo("needs-prerequisite"))
                .body("remedy", equalTo("install 28204160 first"));
        var standing = Reports.standing(Set.of()).id();
        given().get("/v1/standings/" + standing + "/updates/35360093/why")
                .then()
                .statusCode(200)
                .body("standing", equalTo(standing.toString()))
                .body("reason", equalTo("needs-prerequisite"))
                .body("$", not(hasKey("hierarchyId")));
        given().get("/v1/standings/" + "0".repeat(64) + "/updates/35360093/why")
                .then()
                .statusCode(404);
        given().get("/v1/standings/" + standing + "/updates/nothing/why").then().statusCode(404);
        given().get("/v1/hierarchies/" + id + "/updates/nothing/why").then().statusCode(404);
        given().get("/v1/hierarchies/nobody/updates/35360093/why").then().statusCode(404);
    }

    private long liveEpoch() {
        return offers.liveEpoch().await().atMost(TIMEOUT);
    }

    private Optional<Offers.Offering> current(String id) {
        return offers.current(id).await().atMost(TIMEOUT);
    }

    private String report(Set<String> installed) {
        var id = "relevance-" + UUID.randomUUID();
        hierarchies.observe(List.of(Reports.report(id, installed))).await().atMost(TIMEOUT);
        return id;
    }
}
