package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static io.tidings.usage.RejectedRecords.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.tidings.fleet.Breakage;
import io.tidings.fleet.Fleet;
import io.tidings.hierarchy.Observatory;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** A report that is spoilt, in every way, as a function runtime pushes it: told with its reason, counted, and never lost. */
@QuarkusTest
@TestSecurity(user = "pipe", roles = "publisher")
class SpoiltEventsTest {
    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    @Inject
    Observatory observatory;

    @Inject
    MeterRegistry metrics;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    void eventIsToldAndKeptUntouched() {
        Map<String, byte[]> sent = new HashMap<>();
        for (Breakage breakage : Breakage.values()) {
            byte[] body = breakage.spoil(fleet.report(2, 1));
            if (body == null || breakage == Breakage.FOREIGN_KEY) {
                // an event has no key, and always a body
                continue;
            }
            String id = breakage.reason() + System.nanoTime();
            sent.put(id, body);
            double before = refused(breakage);
            given().config(RAW)
                    .contentType("application/json")
                    .header("ce-specversion", "1.0")
                    .header("ce-id", id)
                    .header("ce-source", "/t")
                    .header("ce-type", "usage")
                    .body(body)
                    .post("/v1/events")
                    .then()
                    .statusCode(SpoiltUploadsTest.status(breakage))
                    .body("code", equalTo(breakage.reason()));
            assertThat(refused(breakage)).as(breakage.name()).isEqualTo(before + 1);
        }
        var all = RejectedRecords.await(sent.size(), record -> sent.containsKey(header(record, "ce_id")));
        assertThat(all).hasSize(Breakage.values().length - 2).allSatisfy(kept -> {
            assertThat(kept.value()).isEqualTo(sent.get(header(kept, "ce_id")));
            assertThat(header(kept, "ce_id")).startsWith(header(kept, "reason"));
            assertThat(header(kept, "source-topic")).isEqualTo("/v1/events");
        });
    }

    @Test
    void attributesInHeaderFieldsAreDecoded() {
        String id = "a b+c \u20ac " + System.nanoTime();
        given().config(RAW)
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", id.replace(" ", "%20").replace("\u20ac", "%E2%82%AC"))
                .header("ce-source", "/t")
                .header("ce-type", "usage")
                .body("no json")
                .post("/v1/events")
                .then()
                .statusCode(400);
        var kept = RejectedRecords.await(1, record -> header(record, "ce_id").equals(id));
        assertThat(kept).singleElement().satisfies(one -> assertThat(header(one, "ce_source"))
                .isEqualTo("/t"));
    }

    @Test
    void ofABatchTheGoodOnesAreTaken_andTheOthersKeptAsTheyWere() {
        List<String> events = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (Breakage breakage : Breakage.values()) {
            byte[] data = breakage.spoil(fleet.report(3, 1));
            if (data != null && data.length > 0 && breakage != Breakage.FOREIGN_KEY) {
                events.add(event("\"data_base64\":\"" + Base64.getEncoder().encodeToString(data) + "\""));
                codes.add(breakage.reason());
            }
        }
        String good = event("\"data\":" + new String(fleet.report(4, 1).toJson(), UTF_8));
        events.addAll(List.of(
                event("\"nothing\":1"),
                good.replace("\"id\"", "\"ip\""),
                good.replaceFirst("\"id\"", "\"id\":\"0\",\"id\""),
                event("\"data\":" + "[".repeat(40) + "]".repeat(40)),
                "7"));
        codes.addAll(List.of("empty", "not-a-cloud-event", "duplicate-key", "too-deep", "wrong-field"));
        Response answer = push("[" + good + "," + String.join(" ,\n", events) + "]");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.jsonPath().getInt("accepted")).isEqualTo(1);
        assertThat(answer.jsonPath().<String>getList("refused.code")).isEqualTo(codes);
        assertThat(observatory.knows(fleet.report(4, 1))).isTrue();
        var all = RejectedRecords.await(events.size(), record -> events.contains(text(record)));
        assertThat(all).allSatisfy(kept -> {
            assertThat(header(kept, "reason")).isEqualTo(codes.get(events.indexOf(text(kept))));
            assertThat(header(kept, "content-type")).isEqualTo("application/cloudevents+json");
        });
        assertThat(all).extracting(SpoiltEventsTest::text).containsAll(events);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? "" : new String(record.value(), UTF_8);
    }

    @Test
    void batchThatCannotBeTakenApartIsToldAndKeptWhole() {
        String batch = "[" + event("\"data\":{}") + ", 1" + System.nanoTime();
        Response answer = push(batch);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("not-json");
        var kept = RejectedRecords.await(1, record -> isSame(record, batch.getBytes(UTF_8)))
                .getFirst();
        assertThat(header(kept, "reason")).isEqualTo("not-json");
        assertThat(header(kept, "content-type")).isEqualTo("application/cloudevents-batch+json");
    }

    private static boolean isSame(ConsumerRecord<byte[], byte[]> record, byte[] body) {
        return Arrays.equals(record.value(), body);
    }

    private double refused(Breakage breakage) {
        return metrics.counter("usage.refused", "reason", breakage.reason()).count();
    }

    private static Response push(String batch) {
        return given().config(RAW)
                .contentType("application/cloudevents-batch+json")
                .body(batch.getBytes(UTF_8))
                .post("/v1/events");
    }

    private static String event(String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/t\",\"type\":\"usage\",%s}"
                .formatted(System.nanoTime(), data);
    }
}
