package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** Operators who sign in at an issuer that is not ours. */
@QuarkusTest
@TestProfile(OperatorIssuerTest.WithIssuer.class)
class OperatorIssuerTest {

    /** An issuer on a free port, and its claim for the tenant. */
    public static final class WithIssuer implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidings.access.oidc.issuer", PretendIssuer.start(),
                    "tidings.access.oidc.tenant-claim", "team",
                    "tidings.access.oidc.client-secret", PretendIssuer.SECRET,
                    "quarkus.http.auth.permission.trial.paths", "/console/trial",
                    "quarkus.http.auth.permission.trial.policy", "authenticated");
        }
    }

    private static int audit(String audienceAndRoles) {
        return given().header("Authorization", "Bearer " + minted(audienceAndRoles))
                .get("/v1/audit")
                .statusCode();
    }

    private static String minted(String audienceAndRoles) {
        String issuer = ConfigProvider.getConfig().getValue("tidings.access.oidc.issuer", String.class);
        return given().get(issuer + "/mint?" + audienceAndRoles).asString();
    }

    @Test
    void rolesComeFromTheClaim() {
        assertThat(audit("tidings,viewer")).isEqualTo(200);
        assertThat(audit("tidings,admin")).isEqualTo(200);
        assertThat(audit("tidings,connection-point")).isEqualTo(403);
        assertThat(audit("tidings,guest")).isEqualTo(403);
        assertThat(audit("another,admin")).isEqualTo(401);
    }

    @Test
    void tenantComesFromTheClaim() {
        String key = given().header("Authorization", "Bearer " + minted("tidings,admin"))
                .contentType("application/json")
                .body("{}")
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("enrolmentKey");
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        point.take(point.enrol(key, "CAS", "cas"));

        point.move(Login.bearer(), "CAS", "cas", "recovery").then().statusCode(404);
        point.move("Bearer " + minted("tidings,admin"), "CAS", "cas", "recovery")
                .then()
                .statusCode(200)
                .body("clientId", Matchers.startsWith("cp-"));
    }

    @Test
    void tokensOfOursAreKnownBesideIt() {
        given().header("Authorization", Login.bearer()).get("/v1/audit").then().statusCode(200);
        given().header("Authorization", "Bearer rubbish")
                .get("/v1/audit")
                .then()
                .statusCode(401);
        given().get("/v1/audit").then().statusCode(401);
    }
}
