package io.tidings.delivery;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.access.Login;
import java.time.Duration;
import org.awaitility.Awaitility;

/** An update that fits everybody, published over HTTP with content of its own. */
record Offered(String id, String sha256) {

    static Offered publish(String id, byte[] content) {
        String sha256 = operator()
                .contentType("application/octet-stream")
                .body(content)
                .post("/v1/content")
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
        return publish(id, sha256);
    }

    /** With content that is in the store already. */
    static Offered publish(String id, String sha256) {
        operator()
                .contentType("application/json")
                .body("{\"id\": \"" + id
                        + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\", \"contents\": [\"" + sha256
                        + "\"]}")
                .put("/v1/updates/" + id)
                .then()
                .statusCode(201);
        operator().post("/v1/updates/" + id + "/publish").then().statusCode(200);
        return new Offered(id, sha256);
    }

    /** Until that asker is offered it. */
    void await(Asker asker) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> asker.poll().asString().contains(sha256));
    }

    Offered step(String step) {
        operator().post("/v1/updates/" + id + "/" + step).then().statusCode(200);
        return this;
    }

    Response fetch(Asker asker) {
        return asker.get("/v1/content/" + sha256);
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", Login.bearer());
    }
}
