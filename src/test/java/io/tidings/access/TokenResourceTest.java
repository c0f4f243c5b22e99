package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TokenResourceTest {

    @BeforeEach
    void untilTheKeyIsPublished() {
        Login.awaitReady();
    }

    private static RequestSpecification form() {
        return given().formParam("grant_type", "client_credentials");
    }

    @Test
    void operatorGetsATokenByTheBasicHeader() {
        form().auth()
                .preemptive()
                .basic(Login.ID, Login.SECRET)
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(900))
                .body("scope", equalTo("admin publisher viewer"))
                .body("access_token", startsWith("eyJ"));
    }

    @Test
    void operatorGetsATokenByTheForm() {
        form().formParam("client_id", Login.ID)
                .formParam("client_secret", Login.SECRET)
                .formParam("scope", "viewer")
                .post("/oauth2/token")
                .then()
                .statusCode(200)
                .body("scope", equalTo("viewer"));
    }

    @Test
    void wrongSecretAndUnknownClientGetTheSameAnswer() {
        String wrong = form().auth()
                .preemptive()
                .basic(Login.ID, "not the secret")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .extract()
                .asString();
        String unknown = form().auth()
                .preemptive()
                .basic("nobody", "not the secret")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .extract()
                .asString();
        assertThat(wrong).isEqualTo(unknown).contains("invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic %%%", "Basic bm9jb2xvbg==", "x", "Basic AAAA:AAAA"})
    void malformedAuthorizationIsNoClient(String authorization) {
        form().header("Authorization", authorization)
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"клиент", "🦊", "a\u0000b", "' or 1=1 --", "\u202Eoperator", "operator\u0301"})
    void oddClientIdsAreNoClient(String id) {
        form().config(Login.UTF_8)
                .formParam("client_id", id)
                .formParam("client_secret", "x")
                .post("/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void faultsAreNamedAsTheRfcNamesThem() {
        given().formParam("grant_type", "password")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        given().formParam("x", "y")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        form().auth()
                .preemptive()
                .basic(Login.ID, Login.SECRET)
                .formParam("scope", "root")
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
        form().auth()
                .preemptive()
                .basic(Login.ID, Login.SECRET)
                .formParam("client_secret", Login.SECRET)
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void metadataLeadsToTheKeysThatVerify() {
        given().get("/.well-known/oauth-authorization-server")
                .then()
                .statusCode(200)
                .body("token_endpoint", startsWith("http"))
                .body("grant_types_supported", equalTo(List.of("client_credentials")));
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys.alg", hasItem("ES256"))
                .body("keys[0].d", equalTo(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x.y.z", "eyJhbGciOiJub25lIn0.e30.", "", " "})
    void aBadTokenIsRefusedEvenWhereNobodyNeedsOne(String token) {
        int status = given().header("Authorization", "Bearer " + token)
                .get("/.well-known/jwks.json")
                .statusCode();
        assertThat(status).isEqualTo(token.isBlank() ? 200 : 401);
    }

    @Test
    void aGoodTokenIsAccepted() {
        given().header("Authorization", Login.bearer())
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200);
    }
}
