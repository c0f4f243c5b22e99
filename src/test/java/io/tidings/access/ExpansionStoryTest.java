package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A stand-alone primary grows into a hierarchy: its connection point is uninstalled below, a central administration site is
 * put on top, and the connection point is installed there. What may stand where is told by the role rules.
 */
@QuarkusTest
class ExpansionStoryTest {

    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
    private static final String CONNECTION_POINT = "{\"role\": \"service-connection-point\", \"server\": \"s1\"}";
    private static final String VERSION = "5.00.9128.1000";

    @BeforeEach
    void untilTheKeyIsPublished() {
        Login.awaitReady();
    }

    private static String site(String code, String type, String parent, String roles) {
        String above = parent.isEmpty() ? "" : "\"parent\": \"" + parent + "\", ";
        return "{\"code\": \"" + code + "\", \"type\": \"" + type + "\", " + above + "\"version\": \"" + VERSION
                + "\", \"roles\": [" + roles + "]}";
    }

    private static ValidatableResponse report(ConnectionPoint of, String... sites) {
        String report =
                """
                {"schema": "usage-report/1", "reportId": "%s", "hierarchyId": "%s", "collectedAt": "%s", "level": 1,
                 "mode": "online", "branch": "current", "basePackage": {"ring": "ga", "downloadedOn": "2024-05-20"},
                 "sites": [%s]}"""
                        .formatted(UUID.randomUUID(), of.hierarchyId(), Instant.now(), String.join(",", sites));
        return given().config(RAW)
                .header("Authorization", Login.bearer("publisher"))
                .header("ce-specversion", "1.0")
                .header("ce-id", UUID.randomUUID().toString())
                .header("ce-source", "/story")
                .header("ce-type", "usage")
                .contentType("application/json")
                .body(report)
                .post("/v1/events")
                .then();
    }

    private static void awaitRefused(String token) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(6))
                .until(() -> given().header("Authorization", token)
                                .get("/.well-known/jwks.json")
                                .statusCode()
                        == 401);
    }

    @Test
    void uninstalledBelow_installedOnTop() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        String oldToken = point.bearer();
        String oldSecret = point.secret();
        report(point, site("PS1", "primary", "", CONNECTION_POINT)).statusCode(202);

        // the new top is there, and the connection point is still below: neither a second nor the report is taken
        String cas = site("CAS", "cas", "", "");
        point.enrol(ConnectionPoint.mintKey(), "CAS", "cas")
                .then()
                .statusCode(409)
                .body("site", equalTo("PS1"))
                .body("since", notNullValue());
        report(point, cas, site("PS1", "primary", "CAS", CONNECTION_POINT)).statusCode(422);

        point.remove(oldToken).then().statusCode(204);
        point.token(oldSecret).then().statusCode(401);
        awaitRefused(oldToken);
        report(point, cas, site("PS1", "primary", "CAS", "")).statusCode(202);

        // the primary is not the top any more, whatever it says of itself
        String key = ConnectionPoint.mintKey();
        point.enrol(key, "PS1", "primary").then().statusCode(422);
        point.take(
                point.enrol(key, "CAS", "cas").then().statusCode(201).extract().response());
        report(point, site("CAS", "cas", "", CONNECTION_POINT), site("PS1", "primary", "CAS", ""))
                .statusCode(202);

        historyStays(point);
    }

    private static void historyStays(ConnectionPoint point) {
        given().header("Authorization", point.bearer())
                .get("/v1/hierarchies/" + point.hierarchyId())
                .then()
                .statusCode(200)
                .body("sites.code", hasItems("CAS", "PS1"));
        given().header("Authorization", Login.bearer("viewer"))
                .get("/v1/audit?limit=50")
                .then()
                .body(
                        "entries.findAll { it.subject == '" + point.hierarchyId() + "' }.action",
                        equalTo(java.util.List.of("access.enrol", "access.remove", "access.enrol")));
        point.move(point.bearer(), "PS1", "primary", "recovery").then().statusCode(422);
    }

    @Test
    void movedInOneStep_whereBothMachinesStand() {
        ConnectionPoint below = ConnectionPoint.enrolled();
        String oldToken = below.bearer();
        String oldSecret = below.secret();

        below.move(oldToken, "CAS", "cas", "recovery").then().statusCode(422);
        var moved = below.move(oldToken, "CAS", "cas", "expansion");
        moved.then().statusCode(200);
        below.token(oldSecret).then().statusCode(401);
        awaitRefused(oldToken);

        ConnectionPoint onTop = below.take(moved);
        onTop.mode("offline").then().statusCode(200).body("effectiveAfter", equalTo("downloader-restart"));
        onTop.move(onTop.bearer(), "PS1", "primary", "recovery").then().statusCode(422);
    }

    @Test
    void faultOfTheTopIsNamed() {
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        report(point, site("CAS", "cas", "", ""), site("PS1", "primary", "CAS", ""))
                .statusCode(202);

        given().contentType("application/json")
                .body(point.request(ConnectionPoint.mintKey(), "PS1", "primary"))
                .post("/v1/hierarchies")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/site/code"));
        given().contentType("application/json")
                .body(Map.of())
                .post("/v1/hierarchies")
                .then()
                .statusCode(422);
    }
}
