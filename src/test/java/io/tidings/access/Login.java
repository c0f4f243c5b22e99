package io.tidings.access;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Signs the local operator of the test profile in, over HTTP as anyone would. */
public final class Login {

    static final String ID = "operator";
    static final String SECRET = "only-for-the-tests-of-this-project";
    static final RestAssuredConfig UTF_8 =
            RestAssured.config().encoderConfig(EncoderConfig.encoderConfig().defaultContentCharset("UTF-8"));

    private Login() {}

    /** The value of an Authorization header for an admin. */
    public static String bearer() {
        return bearer("admin publisher viewer");
    }

    /** The value of an Authorization header for an operator with these roles. */
    public static String bearer(String roles) {
        awaitReady();
        return "Bearer "
                + given().formParam("grant_type", "client_credentials")
                        .formParam("scope", roles)
                        .auth()
                        .preemptive()
                        .basic(ID, SECRET)
                        .post("/oauth2/token")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("access_token");
    }

    static void awaitReady() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !given().get("/.well-known/jwks.json")
                .path("keys")
                .toString()
                .equals("[]"));
    }
}
