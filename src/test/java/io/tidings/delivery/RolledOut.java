package io.tidings.delivery;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.access.Login;
import io.tidings.hierarchy.Bucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** An update that fits everybody and reaches them in steps, as an operator handles it over HTTP. */
record RolledOut(String id) {

    static final String LONG_AGO = "2020-01-01T00:00:00Z";
    static final String IN_THE_END = "2090-01-01T00:00:00Z";

    /** One whose draw puts each of the hierarchies into its range of buckets, given as from and until. */
    static RolledOut drawn(List<String> hierarchies, int[]... ranges) {
        return Stream.generate(() -> "rolled-" + UUID.randomUUID().toString().substring(0, 13))
                .filter(id -> isDrawn(id, hierarchies, ranges))
                .map(RolledOut::new)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isDrawn(String id, List<String> hierarchies, int[]... ranges) {
        for (int i = 0; i < ranges.length; i++) {
            int bucket = Bucket.of(hierarchies.get(i), id);
            if (bucket < ranges[i][0] || bucket >= ranges[i][1]) {
                return false;
            }
        }
        return true;
    }

    /** A plan of steps: a time and a percentage in turn. */
    static String steps(Object... plan) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < plan.length; i += 2) {
            steps.add("{\"at\": \"" + plan[i] + "\", \"percent\": " + plan[i + 1] + "}");
        }
        return "{\"steps\": [" + String.join(", ", steps) + "]}";
    }

    RolledOut publish(String more) {
        String draft = "{\"id\": \"" + id + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\", " + more + "}";
        operator()
                .contentType("application/json")
                .body(draft)
                .put("/v1/updates/" + id)
                .then()
                .statusCode(201);
        return step("publish");
    }

    RolledOut step(String step) {
        operator().post("/v1/updates/" + id + "/" + step).then().statusCode(200);
        return this;
    }

    /** Withdrawn, unless it is already. */
    void end() {
        operator().post("/v1/updates/" + id + "/withdraw");
    }

    void plan(String rollout) {
        operator()
                .contentType("application/json")
                .body(rollout)
                .put("/v1/updates/" + id + "/rollout")
                .then()
                .statusCode(200);
    }

    Response rollout() {
        return operator().get("/v1/updates/" + id + "/rollout");
    }

    Response why(Asker asker) {
        return asker.get(asker.updates() + "/" + id + "/why");
    }

    static Response whyOfStanding(String standing, String update) {
        return operator().get("/v1/standings/" + standing + "/updates/" + update + "/why");
    }

    static String upload(byte[] content) {
        return operator()
                .contentType("application/octet-stream")
                .body(content)
                .post("/v1/content")
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
    }

    /** The newest epoch of the catalog. */
    static long epoch() {
        return operator().get("/v1/updates").jsonPath().getLong("epoch");
    }

    /** Whether each of the askers is offered it now. */
    List<Boolean> isOfferedTo(Asker... askers) {
        return Arrays.stream(askers)
                .map(asker -> asker.poll().jsonPath().getList("updates.id").contains(id))
                .toList();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", Login.bearer());
    }
}
