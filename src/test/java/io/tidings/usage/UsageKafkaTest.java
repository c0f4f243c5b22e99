package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.fleet.Fleet;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.hierarchy.Observatory;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Kafka mouth with a real broker: plain producers, CloudEvents, poison between good records. */
@QuarkusTest
class UsageKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());
    private KafkaProducer<byte[], byte[]> producer = producer();

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        EmbeddedServices.kafka().bootstrapServers(),
                        "max.request.size",
                        4 << 20,
                        "linger.ms",
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @BeforeEach
    void open() {
        producer = producer();
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void takesRecordsOfAPlainProducer() {
        UsageReport keyed = fleet.report(1, 1);
        UsageReport keyless = fleet.report(2, 1);
        UsageReport plainBase64 = fleet.report(3, 1);
        send(keyed.hierarchyId(), keyed.toJson());
        send(null, keyless.toJson());
        send(plainBase64.hierarchyId().replace('-', '+').replace('_', '/') + "=", plainBase64.toJson());
        observatory.awaitTaken(keyed, keyless, plainBase64);
    }

    @Test
    void takesCloudEvents_binaryAndStructured() {
        UsageReport binary = fleet.report(11, 1);
        UsageReport structured = fleet.report(12, 1);
        ProducerRecord<byte[], byte[]> one = record(binary.hierarchyId(), binary.toJson());
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "1",
                        "ce_source",
                        "/test",
                        "ce_type",
                        "usage",
                        "content-type",
                        "application/json")
                .forEach((name, value) -> one.headers().add(name, value.getBytes(UTF_8)));
        String envelope = "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/test\",\"type\":\"usage\",\"data\":"
                + new String(structured.toJson(), UTF_8) + "}";
        ProducerRecord<byte[], byte[]> two = record(structured.hierarchyId(), envelope.getBytes(UTF_8));
        two.headers().add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
        send(one);
        send(two);
        observatory.awaitTaken(binary, structured);
    }

    @Test
    void whatIsOnlyUnknownIsTaken() {
        UsageReport report = fleet.report(301, 1);
        String json = new String(report.toJson(), UTF_8)
                .replaceFirst("\"mode\"", "\"mood\":{\"a\":[1,{}]},\"mode\"")
                .replaceFirst(
                        "\"service-connection-point\"",
                        "\"crystal-ball\",\"server\":\"x\"},{\"role\":\"service-connection-point\"");
        send(report.hierarchyId(), json.getBytes(UTF_8));
        observatory.awaitTaken(report);
        assertThat(observatory.state(report).warnings())
                .extracting(Hierarchy.Warning::code)
                .contains("unknown-role");
    }

    @Test
    void reportsInReverseOrderLeaveTheNewest_andAThousandCopiesOne() {
        for (int week = 20; week > 0; week--) {
            UsageReport report = fleet.report(401, week);
            send(report.hierarchyId(), report.toJson());
        }
        UsageReport often = fleet.report(402, 1);
        for (int i = 0; i < 1_000; i++) {
            queue(record(often.hierarchyId(), often.toJson()));
        }
        UsageReport last = fleet.report(402, 2);
        send(last.hierarchyId(), last.toJson());
        observatory.awaitTaken(fleet.report(401, 20), last);
        await().atMost(PATIENCE).until(() -> rows(fleet.hierarchyId(401)) == 20);
        assertThat(rows(often.hierarchyId())).isEqualTo(2);
        assertThat(observatory.state(fleet.report(401, 1)).reportId())
                .isEqualTo(fleet.report(401, 20).reportId());
    }

    private long rows(String hierarchyId) {
        return pool.preparedQuery("select count(*) from hierarchy_report where hierarchy_id = $1")
                .execute(Tuple.of(hierarchyId))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flushed after
    private void queue(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private void send(@Nullable String key, byte @Nullable [] value) {
        send(record(key, value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(@Nullable String key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topics.USAGE, key == null ? null : key.getBytes(UTF_8), value);
    }
}
