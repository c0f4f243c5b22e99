package io.tidings.connectivity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.access.ConnectionPoint;
import io.tidings.access.Login;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ConnectivityResourceTest {

    private static final String PASSED =
            """
            {"checkedAt": "2026-11-20T10:00:00Z", "results": [{"host": "aka.ms", "status": 301}]}""";
    private static final String FAILED =
            """
            {"services": ["tenant-attach"], "results": [{"host": "aka.ms", "status": 200},
              {"host": "us.gateway.configmgr.manage.microsoft.com", "function": "tenant-attach", "failure": "tls"}]}""";

    @Inject
    Hierarchies hierarchies;

    @Test
    void endpointsAreListedByFunction_withOurOwnAmongThem() {
        Response all = given().get("/v1/endpoints");
        all.then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("functions.function", hasItems("tidings", "all", "updates-and-servicing", "tenant-attach"))
                .body("functions[0].endpoints[0].host", equalTo("localhost"))
                .body("functions[0].endpoints[0].scheme", equalTo("http"))
                .body("functions[0].endpoints[0].port", notNullValue())
                .body("functions[1].endpoints[0]", equalTo(Map.of("host", "aka.ms")));
        for (String tags : List.of("\"other\", W/" + all.header("ETag"), "*", "\"other\" , " + all.header("ETag"))) {
            given().header("If-None-Match", tags).get("/v1/endpoints").then().statusCode(304);
        }
        for (String tags : List.of("\"other\"", all.header("ETag").substring(1), "W/", "\"")) {
            given().header("If-None-Match", tags).get("/v1/endpoints").then().statusCode(200);
        }
        given().header("If-None-Match", all.header("ETag"))
                .get("/v1/endpoints")
                .then()
                .statusCode(304);
        given().get("/v1/endpoints?function=updates-and-servicing&year=2026")
                .then()
                .body("functions.function", equalTo(List.of("updates-and-servicing")))
                .body("functions[0].endpoints.host", hasItem("configmgrbits.cdn.manage.microsoft.com"))
                .body("functions[0].endpoints.host", not(hasItem("configmgrbits.azureedge.net")));
        given().get("/v1/endpoints?function=updates-and-servicing&year=2024")
                .then()
                .body("functions[0].endpoints.host", hasItem("configmgrbits.azureedge.net"))
                .body("functions[0].endpoints.host", not(hasItem("configmgrbits.cdn.manage.microsoft.com")));
    }

    @Test
    void reachableSaysNothing() {
        given().get("/v1/reachable").then().statusCode(204).header("Cache-Control", "no-store");
        given().head("/v1/reachable").then().statusCode(204);
    }

    @Test
    void resultsBecomeAStatusMessage_andAreKept() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        send(point, PASSED)
                .then()
                .statusCode(200)
                .body("message", equalTo(11410))
                .body("reached", equalTo(1));
        send(point, FAILED)
                .then()
                .statusCode(200)
                .body("message", equalTo(11488))
                .body("severity", equalTo("critical"))
                .body("failed[0].reason", equalTo("tls"));
        given().header("Authorization", Login.bearer("viewer"))
                .get(path(point))
                .then()
                .statusCode(200)
                .body("message", equalTo(List.of(11488, 11410)))
                .body("[1].checkedAt", equalTo("2026-11-20T10:00:00Z"))
                .body("[0].failed[0].host", equalTo("us.gateway.configmgr.manage.microsoft.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-31557014167219200",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"-4800-01-01T00:00:00Z\"",
                "\"0000-01-01T00:00:00+00:01\"",
                "\"+10000-01-01T00:00:00Z\"",
                "31556889864403199"
            })
    void aCheckOfATimeThatIsNoneIsRefused(String at) {
        send(ConnectionPoint.enrolled(), dated(at))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/checkedAt"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"0000-01-01T00:00:00Z\"', 0000-01-01T00:00:00Z",
        "'\"2026-11-20T10:00:00+01:00\"', 2026-11-20T09:00:00Z",
        "0, 1970-01-01T00:00:00Z"
    })
    void aCheckIsKeptUnderItsTime(String at, String kept) {
        ConnectionPoint point = ConnectionPoint.enrolled();
        send(point, dated(at)).then().statusCode(200);
        given().header("Authorization", point.bearer())
                .get(path(point))
                .then()
                .body("checkedAt", equalTo(List.of(kept)));
    }

    private static String dated(String at) {
        return "{\"checkedAt\": " + at + ", \"results\": [{\"host\": \"aka.ms\", \"status\": 200}]}";
    }

    @Test
    void onlyTheNewestChecksAreKept() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        String bearer = point.bearer();
        for (int i = 0; i < 102; i++) {
            given().header("Authorization", bearer)
                    .contentType("application/json")
                    .body(i < 2 ? FAILED : PASSED)
                    .post(path(point))
                    .then()
                    .statusCode(200);
        }
        List<Integer> kept =
                given().header("Authorization", bearer).get(path(point)).path("message");
        assertThat(kept).hasSize(100).containsOnly(11410);
    }

    @Test
    void erasedHierarchyLeavesNoChecks() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        send(point, PASSED);
        hierarchies.erase(point.hierarchyId(), "test").await().atMost(Duration.ofSeconds(10));
        Awaitility.await().until(() -> given().header("Authorization", Login.bearer("viewer"))
                .get(path(point))
                .jsonPath()
                .getList("")
                .isEmpty());
    }

    @Test
    void whatIsNoResultIsRefused() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        for (String broken : List.of(
                "{\"results\": []}",
                "{\"results\": [{\"host\": \"a\"}]}",
                "{\"results\": [{\"host\": \"a\", \"status\": 200, \"failure\": \"tls\"}]}",
                "{\"results\": [{\"host\": \"a\", \"status\": 99}]}",
                "{\"results\": [{\"host\": \"\", \"status\": 200}]}",
                "{\"results\": [{\"host\": \"a\\u0000\", \"status\": 502}]}",
                "{\"results\": [{\"host\": \"a\", \"function\": \"\\u0000\", \"status\": 502}]}",
                "{\"results\": [{\"host\": \"a\", \"failure\": \"tired\"}]}",
                "{\"results\": [null]}")) {
            send(point, broken).then().statusCode(422);
        }
        send(point, "{").then().statusCode(400);
    }

    private static Response send(ConnectionPoint point, String report) {
        return given().header("Authorization", point.bearer())
                .contentType("application/json")
                .body(report)
                .post(path(point));
    }

    private static String path(ConnectionPoint point) {
        return "/v1/hierarchies/" + point.hierarchyId() + "/connectivity";
    }
}
