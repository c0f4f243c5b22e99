package io.tidings;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tidings.embedded.EmbeddedServices;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way, against the packaged program: enrol, report through Kafka, be judged, poll, poll again for nothing. */
@QuarkusIntegrationTest
@TestProfile(SliceIT.WithCatalog.class)
class SliceIT {

    private static final String OPERATOR = "slice-operator";
    private static final String SECRET = "only-for-this-integration-test";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String hierarchyId = randomId();

    /** The program as a newcomer starts it: the shipped catalog, one operator. */
    public static final class WithCatalog implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidings.catalog.embedded", "true",
                    "tidings.access.operator.id", OPERATOR,
                    "tidings.access.operator.secret", SECRET);
        }
    }

    /** A start that is just over has no key yet that tokens are signed with. */
    @BeforeEach
    void untilTheKeyIsPublished() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !given().get("/.well-known/jwks.json")
                .path("keys")
                .toString()
                .equals("[]"));
    }

    @Test
    void reportThroughKafkaBecomesAnOffer_andTheNextPollIsNotModified() throws Exception {
        String token = enrolledToken();
        poll(token).then().statusCode(404).contentType("application/problem+json");

        report(UUID.randomUUID().toString(), "2026-11-20T10:00:00Z");
        Response first = await().atMost(SOON).until(() -> poll(token), answer -> answer.statusCode() == 200);
        first.then()
                .header("ETag", matchesPattern("\"[0-9a-f]{22}(-gzip)?\""))
                .header("Next-Check", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
                .header("Vary", containsString("Accept-Encoding"))
                .body("schema", equalTo("catalog/1"))
                .body("updates.id", hasItem("28204160"));

        given().auth()
                .oauth2(token)
                .header("If-None-Match", first.header("ETag"))
                .get(updates())
                .then()
                .statusCode(304)
                .header("ETag", first.header("ETag"));
    }

    @Test
    void sameReportTwiceIsTakenOnce_andWhatIsInstalledIsNoLongerOffered() throws Exception {
        String token = enrolledToken();
        String reportId = UUID.randomUUID().toString();
        report(reportId, "2026-11-20T10:00:00Z");
        report(reportId, "2026-11-20T10:00:00Z");
        Response before = await().atMost(SOON).until(() -> poll(token), answer -> answer.statusCode() == 200);
        long edition = before.jsonPath().getLong("edition");

        produce(body(UUID.randomUUID().toString(), "2026-11-20T11:00:00Z", "[{\"update\": \"28204160\"}]"));
        await().atMost(SOON).untilAsserted(() -> poll(token)
                .then()
                .statusCode(200)
                .body("updates.id", not(hasItem("28204160")))
                .body("edition", not(equalTo((int) edition))));
        given().auth()
                .oauth2(token)
                .get(updates() + "?since=" + edition)
                .then()
                .statusCode(200)
                .body("full", equalTo(false))
                .body("removed", hasItem("28204160"));
    }

    @Test
    void strangersGetNothing() {
        given().get(updates()).then().statusCode(401).contentType("application/problem+json");
        String other = enrolledToken();
        given().auth()
                .oauth2(other)
                .get("/v1/hierarchies/" + randomId() + "/updates")
                .then()
                .statusCode(403);
    }

    private String updates() {
        return "/v1/hierarchies/" + hierarchyId + "/updates";
    }

    private Response poll(String token) {
        return given().auth().oauth2(token).get(updates());
    }

    private String enrolledToken() {
        String operator = token(OPERATOR, SECRET);
        String key = given().auth()
                .oauth2(operator)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("enrolmentKey");
        Response enrolled = given().contentType(ContentType.JSON)
                .body(Map.of(
                        "enrolmentKey",
                        key,
                        "hierarchyId",
                        hierarchyId,
                        "site",
                        Map.of("code", "PS1", "type", "primary", "version", "5.00.9128.1000"),
                        "mode",
                        "online"))
                .post("/v1/hierarchies");
        enrolled.then().statusCode(201);
        return token(enrolled.path("clientId"), enrolled.path("clientSecret"));
    }

    private static String token(String id, String secret) {
        return given().auth()
                .preemptive()
                .basic(id, secret)
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private void report(String reportId, String collectedAt) throws Exception {
        produce(body(reportId, collectedAt, "[]"));
    }

    private String body(String reportId, String collectedAt, String installed) {
        return """
                {"schema": "usage-report/1", "reportId": "%s", "hierarchyId": "%s", "collectedAt": "%s", "level": 2,
                 "mode": "online", "branch": "current",
                 "basePackage": {"guid": "5B8886C7-F967-4F8A-92AA-009E28368853", "ring": "ga", "downloadedOn": "2024-05-20"},
                 "conditions": {"tenantAttached": true},
                 "sites": [{"code": "PS1", "type": "primary", "version": "5.00.9128.1000", "clients": 10,
                            "roles": [{"role": "service-connection-point", "server": "s1"}]}],
                 "installed": %s}"""
                .formatted(reportId, hierarchyId, collectedAt, installed);
    }

    private void produce(String report) throws Exception {
        Map<String, Object> address = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                EmbeddedServices.kafka().bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(address, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("usage-data", hierarchyId, report))
                    .get();
        }
    }

    private static String randomId() {
        byte[] hash = new byte[32];
        new SecureRandom().nextBytes(hash);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
