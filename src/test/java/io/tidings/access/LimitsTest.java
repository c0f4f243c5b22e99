package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@TestProfile(LimitsTest.Strict.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitsTest {

    /** As few of everything as a test can use up. */
    public static final class Strict implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidings.access.limit.identity-per-second", "0.1",
                    "tidings.access.limit.identity-burst", "20",
                    "tidings.access.limit.failures-per-minute", "1",
                    "tidings.access.limit.failures-burst", "20",
                    "tidings.access.limit.client-failures-per-minute", "1",
                    "tidings.access.limit.client-failures-burst", "6",
                    "tidings.access.trusted-proxies", "192.0.2.1");
        }
    }

    @Inject
    MeterRegistry meters;

    /** First, because afterwards this address is slowed down. */
    @Test
    @Order(1)
    void certificateThatAStrangerPassesOnIsNotLookedAt() throws Exception {
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        String field = TestCertificate.draw();
        given().header("Client-Cert", field)
                .contentType("application/json")
                .body(point.request(ConnectionPoint.mintKey(), "CAS", "cas"))
                .post("/v1/hierarchies")
                .then()
                .statusCode(201);

        given().header("Client-Cert", field)
                .post("/v1/hierarchies/" + point.hierarchyId() + "/secret")
                .then()
                .statusCode(401);
    }

    @Test
    @Order(2)
    void guessingAtOneClientSlowsThatClientDown_andNoOther() {
        double before = limited("client-failures");
        for (int i = 0; i < 6; i++) {
            login("guessed-at", "wrong").then().statusCode(401);
        }
        login("guessed-at", "wrong").then().statusCode(429);
        login(Login.ID, Login.SECRET).then().statusCode(200);

        assertThat(limited("client-failures") - before).isOne();
    }

    /** Recognised at the door, and charged once for each call. */
    @Test
    @Order(2)
    void connectionPointMayCallAsOftenAsAnyIdentity_andNoOftener() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        long passed = Stream.generate(() -> given().header("Authorization", point.bearer())
                        .get("/v1/hierarchies/" + point.hierarchyId() + "/connection-point")
                        .statusCode())
                .limit(40)
                .filter(status -> status == 200)
                .count();
        assertThat(passed).isBetween(18L, 25L);
    }

    private double limited(String limit) {
        return meters.counter("access_requests_limited", "limit", limit).count();
    }

    @Test
    @Order(3)
    void guessingSecretsSlowsDown_andASecretThatFitsWaitsToo() {
        String bearer = Login.bearer("viewer");
        double before = limited("failures");
        for (int i = 0; i < 14; i++) {
            login("client-" + i, "wrong").then().statusCode(401);
        }
        Response refused = login(Login.ID, Login.SECRET);
        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        given().header("Authorization", "Bearer rubbish")
                .get("/v1/audit")
                .then()
                .statusCode(429);
        ConnectionPoint.ofNewHierarchy().enrol("tde_guess", "CAS", "cas").then().statusCode(429);
        assertThat(limited("failures") - before).isEqualTo(3);

        long passed = Stream.generate(() ->
                        given().header("Authorization", bearer).get("/v1/audit").statusCode())
                .limit(40)
                .filter(status -> status == 200)
                .count();
        assertThat(passed).isBetween(18L, 25L);
    }

    private static Response login(String id, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", id)
                .formParam("client_secret", secret)
                .post("/oauth2/token");
    }
}
