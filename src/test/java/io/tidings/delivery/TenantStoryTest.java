package io.tidings.delivery;

import static io.tidings.delivery.RolledOut.IN_THE_END;
import static io.tidings.delivery.RolledOut.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tidings.access.ConnectionPoint;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Servicing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two tenants with catalogs of their own: what each publishes, previews and halts is its own. */
@QuarkusTest
class TenantStoryTest extends TwoTenants {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FAILED = 262143;

    @Inject
    Hierarchies hierarchies;

    @Test
    void oneIdIsTwoUpdates_andEachSeesAndChangesItsOwn() {
        ours.draft("Ours", "").then().statusCode(201);
        theirs.draft("Theirs", "").then().statusCode(201).header("ETag", "\"r1\"");
        theirs.step("publish").then().statusCode(200);

        ours.read("").then().statusCode(200).header("ETag", "\"r1\"").body("title", equalTo("Ours"));
        theirs.read("").then().statusCode(200).header("ETag", "\"r2\"").body("title", equalTo("Theirs"));
        assertThat(ours.listed("draft")).containsExactly(id);
        assertThat(theirs.listed("published")).containsExactly(id);
        assertThat(ours.listed("published")).isEmpty();
        judged(ours).body("offered", not(hasItem(id)));
        judged(theirs).body("offered", hasItem(id));
    }

    private ValidatableResponse judged(TenantUpdate tenant) {
        return tenant.asked()
                .body("{\"site\": {\"version\": \"2509\"}, \"universe\": [\"" + id + "\"]}")
                .post("/v1/relevance/judge")
                .then()
                .statusCode(200);
    }

    @Test
    void anUpdateOfAnotherTenantIsNotThere() {
        theirs.draft("Theirs", "").then().statusCode(201);
        ours.read("").then().statusCode(404);
        ours.read("/rollout").then().statusCode(404);
        for (String step : List.of("publish", "pause", "resume", "withdraw", "expire", "approve", "preview")) {
            assertThat(ours.step(step).statusCode()).as(step).isEqualTo(404);
        }
        ours.asked()
                .body(RolledOut.steps(LONG_AGO, 50))
                .put("/v1/updates/" + id + "/rollout")
                .then()
                .statusCode(404);
        ours.asked().delete("/v1/updates/" + id + "/rollout").then().statusCode(404);
        assertThat(ours.listed("draft")).isEmpty();
        ours.asked().get("/v1/updates?after=" + id).then().statusCode(400);
        theirs.read("").then().statusCode(200).header("ETag", "\"r1\"");
    }

    @Test
    void aPreviewCountsTheTenantsOwnHierarchies() {
        Asker.ofTenant(hierarchies, theirs.operator());
        Asker.having(hierarchies);
        theirs.draft("Theirs", "\"rollout\": " + RolledOut.steps(IN_THE_END, 100))
                .then()
                .statusCode(201);
        Response told = theirs.step("preview");
        told.then().statusCode(200);
        int all = theirs.asked().get("/v1/hierarchies?limit=500").path("items.size()");
        assertThat(told.jsonPath().getInt("gets.hierarchies")
                        + told.jsonPath().getInt("keeps.hierarchies")
                        + told.jsonPath().getInt("blocked.hierarchies"))
                .isEqualTo(all);
        assertThat(told.jsonPath().getInt("steps[0].hierarchies"))
                .isEqualTo(told.jsonPath().getInt("gets.hierarchies"));
    }

    @Test
    void theAuditIsDivided() {
        ours.draft("Ours", "").then().statusCode(201);
        theirs.publish("Theirs", "");
        assertThat(theirs.audited()).hasSize(2).allMatch(detail -> detail.contains("Theirs"));
        assertThat(ours.audited()).singleElement().asString().contains("Ours");
    }

    @Test
    void failuresOfOneTenantHaltItsRolloutAlone() {
        UUID guid = UUID.randomUUID();
        String plan = "\"packageGuids\": [\"" + guid + "\"], \"rollout\": {\"halt\": {\"failures\": 2}, \"steps\":"
                + " [{\"at\": \"" + LONG_AGO + "\", \"percent\": 50}, {\"at\": \"" + IN_THE_END
                + "\", \"percent\": 100}]}";
        ours.publish("Ours", plan);
        theirs.publish("Theirs", plan);
        for (int i = 0; i < 2; i++) {
            String hierarchy =
                    ConnectionPoint.ofNewHierarchy().enrol(theirs.operator()).hierarchyId();
            hierarchies
                    .observe(List.of(Reported.servicing(hierarchy, new Servicing(guid, FAILED, Instant.now()))))
                    .await()
                    .atMost(PATIENCE);
        }
        Awaitility.await().atMost(PATIENCE).until(() -> theirs.read("/rollout").path("reached.held"));
        ours.read("/rollout").then().statusCode(200).body("reached.held", equalTo(false));
        assertThat(theirs.audited()).anyMatch(detail -> detail.contains("2 failures, 2 are the limit"));
    }
}
