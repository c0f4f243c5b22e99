package io.tidings.relevance;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.tidings.catalog.PublicCatalog;

/** Updates that fit everybody, published over HTTP. */
final class Publishing {

    private Publishing() {}

    static void importRealCatalog() {
        given().contentType(ContentType.JSON)
                .body(PublicCatalog.document().toString())
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
    }

    static void draft(String id) {
        given().contentType(ContentType.JSON)
                .body("{\"id\": \"" + id + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}")
                .put("/v1/updates/" + id)
                .then()
                .statusCode(201);
    }

    static int publishDraft(String id) {
        return given().post("/v1/updates/" + id + "/publish").statusCode();
    }

    static void publish(String id) {
        draft(id);
        given().post("/v1/updates/" + id + "/publish").then().statusCode(200);
    }
}
