package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.fleet.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Kafka dies: uploads are turned away soon, with a time to come again, and none of them waits in a queue. */
@QuarkusTest
@TestProfile(UsageWithoutKafkaTest.Impatient.class)
class UsageWithoutKafkaTest {
    private static final String OWN = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 40;

    private final byte[] report = new String(new Fleet(1).report(1, 1).toJson(), UTF_8)
            .replace(new Fleet(1).hierarchyId(1), OWN)
            .getBytes(UTF_8);

    /** Eight may wait, and one second. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidings.usage.acknowledge-within", "PT1S",
                    "tidings.usage.most-waiting", "8",
                    "tidings.usage.retry-after", "PT7S");
        }
    }

    @Test
    @TestSecurity(
            user = OWN,
            roles = {"connection-point", "publisher"})
    void uploadsAreTurnedAwayWithATimeToComeAgain_andTakenOnceKafkaIsBack() throws Exception {
        assertThat(upload().statusCode()).isEqualTo(202);
        EmbeddedServices.kafka().kill();
        try (ExecutorService callers = Executors.newFixedThreadPool(MANY)) {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                answers.add(callers.submit(this::upload));
            }
            for (Future<Response> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(503);
                assertThat(answer.get().header("Retry-After")).isEqualTo("7");
                assertThat(answer.get().contentType()).startsWith("application/problem+json");
                assertThat(answer.get().time()).isLessThan(PATIENCE.toMillis());
            }
            // what can be taken needs no Kafka; what is to be refused cannot be kept
            assertThat(push(report).statusCode()).isEqualTo(202);
            Response refused = push("spoilt".getBytes(UTF_8));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("7");
        } finally {
            EmbeddedServices.kafka().start("-XX:TieredStopAtLevel=1");
        }
        await().atMost(PATIENCE).until(() -> upload().statusCode() == 202);
        await().atMost(PATIENCE).until(() -> push("spoilt".getBytes(UTF_8)).statusCode() == 400);
    }

    private static Response push(byte[] body) {
        return given().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", "/t")
                .header("ce-type", "usage")
                .body(body)
                .post("/v1/events");
    }

    private Response upload() {
        return given().contentType("application/json").body(report).post("/v1/hierarchies/{id}/usage", OWN);
    }
}
