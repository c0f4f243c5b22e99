package io.tidings.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

/** An import is as large as a catalog, not as a request usually is. */
@QuarkusTest
@TestSecurity(
        user = "alice",
        roles = {"viewer", "publisher"})
class LargeImportTest {
    private static final int MANY = 10_000;
    private static final String LONG_TITLE = "a long title ".repeat(100);

    @Test
    void oneFaultAmongTenThousandIsTold_andNothingIsImported() {
        ObjectNode document = PublicCatalog.document();
        for (int i = 0; i < MANY; i++) {
            update(document, "large-" + i).put("title", LONG_TITLE);
        }
        update(document, "large-wrong").putArray("replaces").add("nobody");
        String body = document.toString();
        assertThat(body.length()).isGreaterThan(12 << 20);
        given().contentType("application/json")
                .body(body)
                .post("/v1/updates/import")
                .then()
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("large-wrong"));
        given().get("/v1/updates/large-0").then().statusCode(404);
    }

    private static ObjectNode update(ObjectNode document, String id) {
        ObjectNode update = ((ArrayNode) document.path("updates")).addObject();
        update.put("id", id).put("type", "hotfix").putArray("applies_to").add("2403");
        return update;
    }
}
