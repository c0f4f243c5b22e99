package io.tidings.relevance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidings.catalog.Condition;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Population;
import io.tidings.hierarchy.Standing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(
        user = "olga",
        roles = {"viewer", "publisher"})
class PreviewTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @Inject
    Hierarchies hierarchies;

    @Test
    void tellsWhoGetsIt_whoLosesAnother_andWhoIsBlockedAndWhy() {
        var old = Catalogs.update("old");
        var fresh = Catalogs.update("new", Set.of("old"), Set.of(), new Condition.TenantAttached());
        var all = List.of(
                new Population(standing(true), 7, "a"),
                new Population(standing(false), 5, "b"),
                new Population(standing(true, "new"), 3, "c"));
        var told = Preview.of(Catalogs.of(old), Catalogs.of(old, fresh), DAY, "new", all)
                .toJson(Collections.emptyMap());
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
        var told = Preview.of(
                        Catalogs.of(old, fresh),
                        Catalogs.of(old, fresh),
                        DAY,
                        "old",
                        List.of(new Population(standing(true), 2, "a")))
                .toJson(Collections.emptyMap());
        assertThat(told.at("/blocked/reasons/0/reason").asText()).isEqualTo("superseded-by-published");
        assertThat(told.at("/keeps/hierarchies").asLong()).isZero();
    }

    @Test
    void draftIsPreviewedAndNothingChanges() {
        hierarchies
                .observe(List.of(Reports.report("preview-" + UUID.randomUUID(), Set.of())))
                .await()
                .atMost(Duration.ofSeconds(10));
        String draft = "{\"id\": \"preview-1\", \"kind\": \"hotfix\", \"distribution\": \"in-console\","
                + " \"requirements\": [{\"kind\": \"base-label\", \"label\": \"of no report\"}]}";
        preview("preview-1", "{}").statusCode(404);
        preview("preview-1", "{\"update\": {\"id\": \"preview-1\", \"kind\": \"cake\"}}")
                .statusCode(422);
        preview("preview-1", "{\"update\": " + draft + "}")
                .statusCode(200)
                .body("gets.standings", equalTo(0))
                .body("blocked.standings", greaterThanOrEqualTo(1))
                .body("blocked.reasons.standings", hasItem(greaterThanOrEqualTo(1)));
        given().get("/v1/updates/preview-1").then().statusCode(404);

        given().contentType(ContentType.JSON)
                .body(draft)
                .put("/v1/updates/preview-1")
                .then()
                .statusCode(201);
        preview("preview-1", "{\"rollout\": {\"steps\": [{\"at\": \"2090-01-01T00:00:00Z\", \"percent\": 50}]}}")
                .statusCode(200)
                .body("steps[0].percent", equalTo(50))
                .body("steps[0].opens", equalTo("2090-01-01T00:00:00Z"));
        given().get("/v1/updates/preview-1").then().header("ETag", "\"r1\"");
        given().post("/v1/updates/preview-1/publish").then().statusCode(200);
        given().post("/v1/updates/preview-1/expire").then().statusCode(200);
        preview("preview-1", "{}").statusCode(409);
    }

    private static ValidatableResponse preview(String id, String document) {
        return given().contentType(ContentType.JSON)
                .body(document)
                .post("/v1/updates/" + id + "/preview")
                .then();
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
