package io.tidings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The labels of meters are methods and never what a caller made up. */
@QuarkusTest
class RequestMetersTest {

    @Inject
    MeterRegistry meters;

    @Test
    void whatIsRefusedBeforeItsMethodIsKnownHasNoLabelOfItsOwn() {
        String name = UUID.randomUUID().toString();
        long before = refused();
        given().get("/v1/hierarchies/" + name + "/updates").then().statusCode(401);
        given().header("Authorization", "Bearer " + name)
                .get("/v1/updates/" + name)
                .then()
                .statusCode(401);
        new RawRequest("GET /v1/updates/" + name)
                .header("X-Long", "a".repeat(30_000))
                .send(RestAssured.port);
        Awaitility.await().until(() -> refused() >= before + 3);
        assertThat(labels()).isNotEmpty().noneMatch(label -> label.contains(name));
    }

    private long refused() {
        return meters.find("http.server.requests").tag("outcome", "CLIENT_ERROR").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private List<String> labels() {
        return meters.find("http.server.requests").timers().stream()
                .map(timer -> String.valueOf(timer.getId().getTag("uri")))
                .toList();
    }
}
