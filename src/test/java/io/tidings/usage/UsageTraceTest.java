package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.tidings.fleet.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One trace goes from the upload through Kafka to the statements of the batch. */
@QuarkusTest
@TestProfile(UsageTraceTest.Traced.class)
class UsageTraceTest {
    private static final String OWN = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    SpanBook spans;

    private final Fleet fleet = new Fleet(System.nanoTime());

    /** Everything is recorded and nothing sent: the collector is asked for only when the hour is over. */
    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.traces.endpoint", "http://localhost:9", "quarkus.otel.bsp.schedule.delay", "1H");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SpanBook.class);
        }
    }

    @Test
    @TestSecurity(user = OWN, roles = "connection-point")
    void oneTraceGoesThroughHttpKafkaAndDatabase() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        String json = new String(fleet.report(1, 1).toJson(), UTF_8)
                .replace(fleet.report(1, 1).hierarchyId(), OWN);
        given().contentType("application/json")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .body(json.getBytes(UTF_8))
                .post("/v1/hierarchies/{id}/usage", OWN)
                .then()
                .statusCode(202);
        await().atMost(PATIENCE).until(() -> spans.of(trace).stream().anyMatch(UsageTraceTest::isObserving));
        SpanData server = only(trace, SpanKind.SERVER);
        SpanData sent = only(trace, SpanKind.PRODUCER);
        SpanData taken = only(trace, SpanKind.CONSUMER);
        assertThat(sent.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(taken.getParentSpanId()).isEqualTo(sent.getSpanId());
        assertThat(spans.of(trace))
                .filteredOn(UsageTraceTest::isObserving)
                .allSatisfy(statement -> assertThat(statement.getParentSpanId()).isEqualTo(taken.getSpanId()));
    }

    private static boolean isObserving(SpanData span) {
        return span.getAttributes().asMap().values().stream()
                .anyMatch(value -> value.toString().contains("insert into hierarchy_report"));
    }

    private SpanData only(String trace, SpanKind kind) {
        List<SpanData> found = await().atMost(PATIENCE)
                .until(
                        () -> spans.of(trace).stream()
                                .filter(span -> span.getKind() == kind)
                                .toList(),
                        some -> !some.isEmpty());
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
