package io.tidings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every answer says when it was made, whoever wrote it. */
@QuarkusTest
@TestSecurity(
        user = "alice",
        roles = {"connection-point", "publisher"})
class ServerDateTest {

    @Inject
    ServerDate date;

    @Test
    void answersAndRefusalsAreDated() {
        Response stored = given().contentType("application/octet-stream")
                .body(new byte[] {7})
                .post("/v1/content");
        assertThat(stored.statusCode()).isIn(200, 201);
        String content = "/v1/content/" + stored.path("sha256");
        isDated(given().get(content), 200);
        isDated(given().header("If-None-Match", "*").get(content), 304);
        isDated(given().get("/v1/reachable"), 204);
        isDated(given().get("/nowhere"), 404);
        isDated(given().delete("/v1/reachable"), 405);
    }

    @Test
    void whatTheDecoderRefusesIsDated() {
        var refused = new RawRequest("GET /v1/updates")
                .header("X-Long", "a".repeat(30_000))
                .send(RestAssured.port);
        assertThat(refused.status()).isEqualTo(431);
        isNow(refused.headers().get("date"));
    }

    @Test
    void timePasses() {
        String before = date.now().toString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !date.now().toString().equals(before));
    }

    private static void isDated(Response answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().getValues("Date")).hasSize(1);
        isNow(answer.header("Date"));
    }

    private static void isNow(@Nullable String value) {
        String said = Objects.requireNonNull(value);
        // a day of one digit has a zero before it, which this format would not write
        assertThat(said).hasSize("Sun, 06 Nov 1994 08:49:37 GMT".length());
        assertThat(ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    }
}
