package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.hierarchy.Observatory;
import io.tidings.protocol.Reading;
import io.tidings.protocol.UsageReport;
import io.tidings.protocol.UsageReports;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The HTTP mouths: what they take, what they refuse at once, and what can be read afterwards. */
@QuarkusTest
class UsageHttpTest {
    private static final String OWN = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";
    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    @Inject
    Observatory observatory;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    @TestSecurity(user = OWN, roles = "connection-point")
    void uploadIsTaken() {
        UsageReport report = own(11);
        given().config(RAW)
                .contentType("application/json")
                .body(report.toJson())
                .post("/v1/hierarchies/{id}/usage", report.hierarchyId())
                .then()
                .statusCode(202)
                .body("reportId", equalTo(report.reportId().toString()));
        observatory.awaitTaken(report);
    }

    @Test
    @TestSecurity(user = OWN, roles = "connection-point")
    void uploadMayBeGzip_andIsBounded() throws IOException {
        UsageReport report = own(12);
        given().config(RAW)
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(gzip(report.toJson()))
                .post("/v1/hierarchies/{id}/usage", report.hierarchyId())
                .then()
                .statusCode(202);
        observatory.awaitTaken(report);
        given().config(RAW)
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(gzip(new byte[64 << 20]))
                .post("/v1/hierarchies/{id}/usage", report.hierarchyId())
                .then()
                .statusCode(413)
                .body("code", equalTo("too-big"));
        given().config(RAW)
                .contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(report.toJson())
                .post("/v1/hierarchies/{id}/usage", report.hierarchyId())
                .then()
                .statusCode(400);
    }

    @Test
    @TestSecurity(user = OWN, roles = "connection-point")
    void whatIsWrongAtOnceIsToldAtOnce() {
        UsageReport report = own(13);
        String json = new String(report.toJson(), UTF_8);
        refused(report, "no json", 400, "not-json");
        refused(report, json.replace("\"level\"", "\"livel\""), 422, "missing-field");
        refused(
                report,
                json.replace("\"mode\":", "\"x\":" + "[".repeat(32) + "]".repeat(32) + ",\"mode\":"),
                422,
                "too-deep");
        refused(report, json + " ".repeat(1 << 20), 413, "too-big");
        refused(report, new String(fleet.report(4, 1).toJson(), UTF_8), 422, "key-mismatch");
    }

    @Test
    @TestSecurity(user = "pipe", roles = "publisher")
    void eventsAreTaken_inAllThreeModes() {
        UsageReport binary = fleet.report(11, 1);
        given().config(RAW)
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/t")
                .header("ce-type", "usage")
                .body(binary.toJson())
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
        UsageReport structured = fleet.report(12, 1);
        given().config(RAW)
                .contentType("application/cloudevents+json")
                .body(event(structured))
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
        UsageReport batched = fleet.report(13, 1);
        String batch = "[" + event(batched) + "," + event(fleet.report(14, 1)).replace("\"level\"", "\"livel\"") + "]";
        given().config(RAW)
                .contentType("application/cloudevents-batch+json")
                .body(batch)
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1))
                .body("refused.code", hasItem("missing-field"));
        assertThat(List.of(binary, structured, batched)).allMatch(observatory::knows);
    }

    @Test
    @TestSecurity(user = "pipe", roles = "publisher")
    void eventsMayBeGzip_andAreBounded() throws IOException {
        UsageReport report = fleet.report(15, 1);
        gzipped(event(report).getBytes(UTF_8)).then().statusCode(202).body("accepted", equalTo(1));
        assertThat(observatory.knows(report)).isTrue();
        gzipped(new byte[64 << 20]).then().statusCode(413).body("code", equalTo("too-big"));
    }

    private static Response gzipped(byte[] plain) throws IOException {
        return given().config(RAW)
                .contentType("application/cloudevents+json")
                .header("Content-Encoding", "gzip")
                .body(gzip(plain))
                .post("/v1/events");
    }

    @Test
    @TestSecurity(
            user = "root",
            roles = {"admin", "publisher", "viewer"})
    void hierarchiesAreReadListedAndErased() {
        UsageReport report = fleet.report(21, 1);
        given().config(RAW)
                .contentType("application/cloudevents+json")
                .body(event(report))
                .post("/v1/events")
                .then()
                .statusCode(202);
        given().get("/v1/hierarchies/{id}", report.hierarchyId())
                .then()
                .statusCode(200)
                .body("reportId", equalTo(report.reportId().toString()))
                .body("sites", hasSize(report.sites().size()));
        given().queryParam("limit", 1)
                .get("/v1/hierarchies")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        given().queryParam("limit", 0).get("/v1/hierarchies").then().statusCode(400);
        given().delete("/v1/hierarchies/{id}", report.hierarchyId()).then().statusCode(204);
        given().get("/v1/hierarchies/{id}", report.hierarchyId()).then().statusCode(404);
        given().delete("/v1/hierarchies/{id}", report.hierarchyId()).then().statusCode(204);
    }

    @Test
    @TestSecurity(
            user = "root",
            roles = {"publisher", "viewer"})
    void whatIsOnlyUnwiseIsTaken_andTheOperatorSeesIt() {
        UsageReport report = fleet.report(22, 1);
        given().config(RAW)
                .contentType("application/cloudevents+json")
                .body(event(report)
                        .replaceFirst(
                                "\"service-connection-point\"",
                                "\"crystal-ball\",\"server\":\"x\"},{\"role\":\"service-connection-point\""))
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
        given().get("/v1/hierarchies/{id}", report.hierarchyId())
                .then()
                .statusCode(200)
                .body("warnings.code", hasItem("unknown-role"))
                .body("warnings.detail", hasItem(containsString("crystal-ball")));
    }

    @Test
    void theSchemaIsThereForEveryone() {
        given().get("/v1/schemas/usage-report")
                .then()
                .statusCode(200)
                .body("properties.schema.const", equalTo("usage-report/1"));
    }

    @Test
    void theTopicsAreDescribed() {
        given().get("/v1/schemas/asyncapi").then().statusCode(200);
    }

    @Test
    void nobodyWithoutARole() {
        given().config(RAW)
                .contentType("application/json")
                .body("{}")
                .post("/v1/events")
                .then()
                .statusCode(401);
    }

    private void refused(UsageReport report, String body, int status, String code) {
        given().config(RAW)
                .contentType("application/json")
                .body(body.getBytes(UTF_8))
                .post("/v1/hierarchies/{id}/usage", report.hierarchyId())
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    private static String event(UsageReport report) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/t\",\"type\":\"usage\",\"data\":%s}"
                .formatted(report.reportId(), new String(report.toJson(), UTF_8));
    }

    private UsageReport own(int week) {
        // of one hierarchy, and whichever is sent last is its state
        UsageReport report =
                Variation.of(fleet.report(1, week)).collectedAt(Instant.now()).report();
        String json = new String(report.toJson(), UTF_8).replace(report.hierarchyId(), OWN);
        return ((Reading.Read<UsageReport>) UsageReports.read(json.getBytes(UTF_8))).value();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
