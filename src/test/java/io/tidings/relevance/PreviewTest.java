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
import io.tidings.delivery.Reported;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(
        user = "olga",
        roles = {"viewer", "publisher"})
class PreviewTest {

    @Inject
    Hierarchies hierarchies;

    @BeforeEach
    void importRealCatalog() {
        Publishing.importRealCatalog();
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

    @Test
    void previewOfARolloutCountsThoseWhoHaveIt_overHttp() {
        String id = "preview-running-" + UUID.randomUUID();
        var seen = Stream.generate(() -> Reported.having("preview-" + UUID.randomUUID()))
                .limit(9)
                .toList();
        hierarchies.observe(seen).await().atMost(Duration.ofSeconds(10));
        Publishing.draft(id);
        given().contentType(ContentType.JSON)
                .body("{\"steps\": [{\"at\": \"2026-01-01T00:00:00Z\", \"percent\": 1},"
                        + " {\"at\": \"2090-01-01T00:00:00Z\", \"percent\": 100}]}")
                .put("/v1/updates/" + id + "/rollout")
                .then()
                .statusCode(200);
        assertThat(Publishing.publishDraft(id)).isEqualTo(200);
        var told = preview(id, "{\"rollout\": null}").statusCode(200).extract().jsonPath();
        assertThat(told.getLong("rollout.hasReached") + told.getLong("rollout.newlyReaches"))
                .isEqualTo(told.getLong("keeps.hierarchies"))
                .isPositive();
        assertThat(told.getLong("rollout.newlyReaches")).isPositive();
        given().post("/v1/updates/" + id + "/withdraw").then().statusCode(200);
    }

    private static ValidatableResponse preview(String id, String document) {
        return given().contentType(ContentType.JSON)
                .body(document)
                .post("/v1/updates/" + id + "/preview")
                .then();
    }
}
