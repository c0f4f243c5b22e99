package io.tidings.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** The whole document comes again with each release, and must not let out what somebody took back. */
@QuarkusTest
@TestSecurity(
        user = "alice",
        roles = {"viewer", "publisher"})
class SecondImportTest {

    private static final String PLAN = "{\"steps\": [{\"at\": \"2020-01-01T00:00:00Z\", \"percent\": 1},"
            + " {\"at\": \"2090-01-01T00:00:00Z\", \"percent\": 100}]}";

    @Test
    void whatWasDecidedHereStays_whatIsToldComes() {
        imported("Told").body("added", contains("told-1"));
        given().contentType(ContentType.JSON)
                .body(PLAN)
                .put("/v1/updates/told-1/rollout")
                .then()
                .statusCode(200);
        given().post("/v1/updates/told-1/publish").then().statusCode(200);
        given().post("/v1/updates/told-1/withdraw").then().statusCode(200).header("ETag", "\"r4\"");
        imported("Told").body("changed", empty()).body("unchanged", equalTo(1));
        update().header("ETag", "\"r4\"");
        imported("Told otherwise").body("changed", contains("told-1"));
        update().body("title", equalTo("Told otherwise"))
                .body("revisions.event", contains("published", "revoked"))
                .body("rollout.steps.size()", equalTo(2));
    }

    private static ValidatableResponse update() {
        return given().get("/v1/updates/told-1").then().statusCode(200);
    }

    private static ValidatableResponse imported(String title) {
        return given().contentType(ContentType.JSON)
                .body("{\"versions\": [], \"updates\": [{\"id\": \"told-1\", \"type\": \"hotfix\", \"title\": \""
                        + title + "\", \"distribution\": \"in-console\"}]}")
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
    }
}
