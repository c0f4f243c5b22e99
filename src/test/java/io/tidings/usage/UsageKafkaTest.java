package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.fleet.Fleet;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.protocol.UsageReport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
    Hierarchies hierarchies;

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
        awaitTaken(keyed, keyless, plainBase64);
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
        awaitTaken(binary, structured);
    }

    @Test
    void poisonStopsNothing_andNoneOfItDisappears() {
        String marker = UUID.randomUUID().toString();
        List<UsageReport> good = fleet.week(120, 3).skip(100).toList();
        for (int i = 0; i < 10_000; i++) {
            queue(record(null, (marker + " is not JSON " + i).getBytes(UTF_8)));
            if (i % 500 == 0) {
                UsageReport report = good.get(i / 500);
                queue(record(report.hierarchyId(), report.toJson()));
            }
        }
        producer.flush();
        awaitTaken(good.toArray(UsageReport[]::new));
        List<ConsumerRecord<byte[], byte[]>> rejected = rejected(marker, 10_000);
        assertThat(rejected).hasSize(10_000);
        assertThat(rejected).allSatisfy(record -> {
            assertThat(header(record, "reason")).isEqualTo("not-json");
            assertThat(header(record, "source-topic")).isEqualTo("usage-data");
            assertThat(header(record, "source-offset")).matches("\\d+");
            assertThat(header(record, "received-at")).isNotBlank();
        });
    }

    @Test
    void everyKindOfBadRecordIsKeptWithItsReason() {
        UsageReport report = fleet.report(201, 1);
        String json = new String(report.toJson(), UTF_8);
        String key = "key-" + UUID.randomUUID();
        send(key, report.toJson());
        send(key, new byte[0]);
        send(key, null);
        send(key, (json + " ".repeat(1 << 20)).getBytes(UTF_8));
        send(key, json.replace("\"level\"", "\"livel\"").getBytes(UTF_8));
        send(key, new byte[] {(byte) 0xff});
        send(key, json.replace("primary", "cas").getBytes(UTF_8));
        assertThat(rejectedOf(key, 7))
                .extracting(record -> header(record, "reason"))
                .contains("key-mismatch", "empty", "tombstone", "too-big", "missing-field", "not-utf8");
        assertThat(hierarchies.find(report.hierarchyId()).await().atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void aReportFromTheFutureIsRefused_andAnImpossibleOneToo() {
        UsageReport report = fleet.report(301, 1);
        String json = new String(report.toJson(), UTF_8);
        send(
                report.hierarchyId(),
                json.replace(report.collectedAt().toString(), "2999-01-01T00:00:00Z")
                        .getBytes(UTF_8));
        String second =
                "{\"role\":\"service-connection-point\",\"server\":\"x\"},{\"role\":\"service-connection-point\"";
        send(
                report.hierarchyId(),
                json.replaceFirst("\\{\"role\":\"service-connection-point\"", second)
                        .getBytes(UTF_8));
        assertThat(rejectedOf(report.hierarchyId(), 2))
                .extracting(record -> header(record, "reason"))
                .containsExactlyInAnyOrder("collected-in-future", "impossible-topology");
    }

    private void awaitTaken(UsageReport... reports) {
        for (UsageReport report : reports) {
            await().atMost(PATIENCE).until(() -> hierarchies
                    .find(report.hierarchyId())
                    .await()
                    .atMost(PATIENCE)
                    .filter(found -> found.reportId().equals(report.reportId()))
                    .isPresent());
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> rejected(String marker, int count) {
        return poll(count, record -> record.value() != null && new String(record.value(), UTF_8).startsWith(marker));
    }

    private List<ConsumerRecord<byte[], byte[]>> rejectedOf(String key, int count) {
        return poll(count, record -> record.key() != null && new String(record.key(), UTF_8).equals(key));
    }

    private static List<ConsumerRecord<byte[], byte[]>> poll(
            int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", EmbeddedServices.kafka().bootstrapServers(),
                        "group.id", UUID.randomUUID().toString(),
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.REJECTED));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
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
