package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is turned away is counted and logged, and what they showed is not. */
@QuarkusTest
class RefusalsTest {

    private static final Logger LOGGER = Logger.getLogger(Refusals.class.getName());

    @Inject
    MeterRegistry meters;

    @Inject
    AccessSettings settings;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Login.awaitReady();
        LOGGER.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(listener);
    }

    private double count(String name, String... tags) {
        return meters.counter(name, tags).count();
    }

    @Test
    void wrongSecretIsCounted_andLoggedWithoutWhatWasShown() {
        double before = count("access_secrets_refused");
        ConnectionPoint point = ConnectionPoint.enrolled();

        point.token("tds_this-is-not-it").then().statusCode(401);
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", "tds_a-secret-in-the-wrong-field")
                .formParam("client_secret", "x")
                .post("/oauth2/token")
                .then()
                .statusCode(401);
        assertThat(count("access_secrets_refused") - before).isEqualTo(2);

        fresh().secret(point.clientId(), "192.0.2.1");
        fresh().secret("tds_a-secret\r\nforged line", "192.0.2.1");
        assertThat(lines)
                .contains(
                        "wrong secret for client " + point.clientId() + ", address 192.0.2.1",
                        "wrong secret for client unknown, address 192.0.2.1")
                .noneMatch(line -> line.contains("tds_"));
    }

    /** The log takes so many lines a second, and other tests may have had them. */
    private Refusals fresh() {
        return new Refusals(meters, settings);
    }

    @Test
    void logIsBoundedAndTheCounterIsNot() {
        double before = count("access_secrets_refused");
        Refusals refusals = fresh();
        for (int i = 0; i < 1_000; i++) {
            refusals.secret("x", "192.0.2.7");
        }

        assertThat(count("access_secrets_refused") - before).isEqualTo(1_000);
        assertThat(lines.stream().filter(line -> line.contains("192.0.2.7"))).hasSizeBetween(50, 100);
    }

    @Test
    void forgedTokenIsCountedByItsReason() {
        double before = count("access_tokens_refused", "reason", "forged");

        given().header("Authorization", "Bearer abc.leaked.xyz")
                .get("/v1/audit")
                .then()
                .statusCode(401);

        assertThat(count("access_tokens_refused", "reason", "forged") - before).isOne();
        assertThat(lines).noneMatch(line -> line.contains("leaked"));
    }

    @Test
    void callThatIsNotTheirsIsCountedByWhoMadeIt() {
        double operators = count("access_calls_denied", "caller", "operator");
        double points = count("access_calls_denied", "caller", "connection-point");
        double nobody = count("access_calls_denied", "caller", "nobody");
        ConnectionPoint point = ConnectionPoint.enrolled();

        point.remove(Login.bearer("viewer")).then().statusCode(403);
        ConnectionPoint.enrolled().remove(point.bearer()).then().statusCode(403);
        given().header("Authorization", point.bearer()).get("/v1/audit").then().statusCode(403);
        given().get("/v1/audit").then().statusCode(401);

        assertThat(count("access_calls_denied", "caller", "operator") - operators)
                .isOne();
        assertThat(count("access_calls_denied", "caller", "connection-point") - points)
                .isEqualTo(2);
        assertThat(count("access_calls_denied", "caller", "nobody") - nobody).isOne();
    }

    @Test
    void refusedEnrolmentIsCountedByItsReason() {
        double before = count("access_changes_refused", "action", "enrol", "reason", "forbidden");
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();

        point.enrol("tde_not-a-key", "CAS", "cas").then().statusCode(403);

        assertThat(count("access_changes_refused", "action", "enrol", "reason", "forbidden") - before)
                .isOne();
        assertThat(lines).noneMatch(line -> line.contains("tde_not-a-key"));
    }
}
