package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
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
                    "tidings.access.limit.failures-burst", "10",
                    "tidings.access.trusted-proxies", "192.0.2.1");
        }
    }

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
    void guessingSecretsSlowsDown_andASecretThatFitsWaitsToo() {
        String bearer = Login.bearer("viewer");
        for (int i = 0; i < 10; i++) {
            login("wrong").then().statusCode(401);
        }
        Response refused = login(Login.SECRET);
        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);

        long passed = Stream.generate(() ->
                        given().header("Authorization", bearer).get("/v1/audit").statusCode())
                .limit(40)
                .filter(status -> status == 200)
                .count();
        assertThat(passed).isBetween(18L, 25L);
    }

    private static Response login(String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", Login.ID)
                .formParam("client_secret", secret)
                .post("/oauth2/token");
    }
}
