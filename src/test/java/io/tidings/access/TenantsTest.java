package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tenants in one installation: ours, and the team north of another issuer. Neither sees what is the other's. */
@QuarkusTest
@TestProfile(OperatorIssuerTest.WithIssuer.class)
class TenantsTest {

    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private String north = "";
    private String ours = "";

    @BeforeEach
    void signInBoth() {
        ours = Login.bearer();
        String issuer = ConfigProvider.getConfig().getValue("tidings.access.oidc.issuer", String.class);
        north = "Bearer " + given().get(issuer + "/mint?tidings,admin").asString();
    }

    private static ConnectionPoint enrolled(String operator) {
        return ConnectionPoint.ofNewHierarchy().enrol(operator);
    }

    private static ConnectionPoint reporting(String operator) {
        ConnectionPoint point = enrolled(operator);
        String report =
                """
                {"schema": "usage-report/1", "reportId": "%s", "hierarchyId": "%s", "collectedAt": "%s", "level": 1,
                 "mode": "online", "branch": "current", "basePackage": {"ring": "ga", "downloadedOn": "2024-05-20"},
                 "sites": [{"code": "PS1", "type": "primary", "version": "5.00.9128.1000",
                            "roles": [{"role": "service-connection-point", "server": "s1"}]}]}"""
                        .formatted(UUID.randomUUID(), point.hierarchyId(), Instant.now());
        given().config(RAW)
                .header("Authorization", point.bearer())
                .contentType("application/json")
                .body(report)
                .post("/v1/hierarchies/" + point.hierarchyId() + "/usage")
                .then()
                .statusCode(202);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get(operator, "/" + point.hierarchyId()).statusCode() == 200);
        return point;
    }

    private static Response get(String operator, String below) {
        return given().header("Authorization", operator).get("/v1/hierarchies" + below);
    }

    /** All pages of the list. */
    private static List<String> listed(String operator) {
        List<String> all = new ArrayList<>();
        String after = "";
        while (after != null) {
            Response page = get(operator, "?limit=500&after=" + after);
            page.then().statusCode(200);
            all.addAll(page.path("items.hierarchyId"));
            after = page.path("next");
        }
        return all;
    }

    private static List<String> audited(String operator) {
        return given().header("Authorization", operator)
                .get("/v1/audit?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("entries.subject");
    }

    @Test
    void hierarchyCarriesTheTenantOfItsKey_andOnlyThatTenantSeesIt() {
        ConnectionPoint theirs = reporting(north);
        ConnectionPoint own = reporting(ours);

        get(north, "/" + theirs.hierarchyId()).then().body("tenant", equalTo("north"));
        get(ours, "/" + own.hierarchyId()).then().body("tenant", equalTo("default"));
        assertThat(listed(north)).contains(theirs.hierarchyId()).doesNotContain(own.hierarchyId());
        assertThat(listed(ours)).contains(own.hierarchyId()).doesNotContain(theirs.hierarchyId());
        for (String below : List.of("", "/connection-point", "/updates/1/why")) {
            get(ours, "/" + theirs.hierarchyId() + below).then().statusCode(404);
            get(north, "/" + own.hierarchyId() + below).then().statusCode(404);
        }
        theirs.remove(ours).then().statusCode(404);
        given().header("Authorization", ours)
                .delete("/v1/hierarchies/" + theirs.hierarchyId())
                .then()
                .statusCode(404);
    }

    @Test
    void auditOfATenantIsItsOwn_theErasureToo() {
        ConnectionPoint theirs = enrolled(north);
        ConnectionPoint own = enrolled(ours);
        given().header("Authorization", north)
                .delete("/v1/hierarchies/" + theirs.hierarchyId())
                .then()
                .statusCode(204);

        assertThat(audited(north)).contains(theirs.hierarchyId()).doesNotContain(own.hierarchyId());
        // of what was written before, the id is gone: the erasure itself is what stays
        assertThat(audited(north).stream().filter(theirs.hierarchyId()::equals)).hasSize(1);
        assertThat(audited(ours)).contains(own.hierarchyId()).doesNotContain(theirs.hierarchyId());
    }

    @Test
    void catalogOfATenantIsItsOwn_whatServesAllIsTheOwners() {
        String id = "tenants-" + UUID.randomUUID();
        given().header("Authorization", north)
                .contentType("application/json")
                .body("{\"id\": \"" + id + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}")
                .put("/v1/updates/" + id)
                .then()
                .statusCode(201);
        for (String below : List.of("", "/rollout")) {
            given().header("Authorization", ours)
                    .get("/v1/updates/" + id + below)
                    .then()
                    .statusCode(404);
        }
        assertThat(given().header("Authorization", north)
                        .get("/v1/updates?text=" + id)
                        .jsonPath()
                        .getList("updates.id"))
                .containsExactly(id);
        assertThat(given().header("Authorization", ours)
                        .get("/v1/updates?text=" + id)
                        .jsonPath()
                        .getList("updates.id"))
                .isEmpty();
        assertThat(audited(north)).contains(id);
        assertThat(audited(ours)).doesNotContain(id);
        for (String path : List.of("/v1/events", "/v1/usage/rejected/replay")) {
            given().header("Authorization", north)
                    .contentType("application/json")
                    .body(Map.of())
                    .post(path)
                    .then()
                    .statusCode(403);
        }
    }
}
