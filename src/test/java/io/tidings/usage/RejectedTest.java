package io.tidings.usage;

import static io.tidings.usage.RejectedRecords.header;
import static io.tidings.usage.RejectedRecords.isOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.fleet.Fleet;
import io.tidings.hierarchy.Observatory;
import io.tidings.protocol.UsageReport;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What is refused is kept as it came, as far as Kafka takes it, and stops nothing. */
@QuarkusTest
class RejectedTest {
    @Inject
    Observatory observatory;

    private final Fleet fleet = new Fleet(System.nanoTime());

    /** Compressed it is small, and it is let in by a limit that it has outgrown when it is refused. */
    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // sent when the producer is closed
    void recordThatCannotBeKeptWholeStopsNothing_andOneThatCanIsUntouched() {
        byte[] huge = "x".repeat(20 << 20).getBytes(UTF_8);
        byte[] big = "y".repeat((4 << 20) + 10).getBytes(UTF_8);
        UsageReport next = fleet.report(300, 1);
        String key = next.hierarchyId();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        EmbeddedServices.kafka().bootstrapServers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        64 << 20,
                        "buffer.memory",
                        64 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Stream.of(huge, big, next.toJson())
                    .map(value -> new ProducerRecord<>(Topics.USAGE, key.getBytes(UTF_8), value))
                    .forEach(producer::send);
        }
        observatory.awaitTaken(next);
        List<ConsumerRecord<byte[], byte[]>> both = RejectedRecords.await(2, record -> isOf(record, key));
        assertThat(both).extracting(record -> header(record, "reason")).containsExactly("too-big", "too-big");
        assertThat(both)
                .filteredOn(record -> record.value()[0] == 'x')
                .singleElement()
                .satisfies(
                        cut -> assertThat(header(cut, "whole-bytes")).isEqualTo(Integer.toString(huge.length)),
                        cut -> assertThat(cut.value()).isEqualTo(Arrays.copyOf(huge, 5 << 20)));
        assertThat(both)
                .filteredOn(record -> record.value()[0] == 'y')
                .singleElement()
                .satisfies(
                        whole -> assertThat(whole.headers().lastHeader("whole-bytes"))
                                .isNull(),
                        whole -> assertThat(whole.value()).isEqualTo(big));
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // sent when the producer is closed
    void headersOfTheProducerAreKeptAsTheyWere() {
        UsageReport spoilt = fleet.report(301, 1);
        String key = spoilt.hierarchyId();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", EmbeddedServices.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var record = new ProducerRecord<>(Topics.USAGE, key.getBytes(UTF_8), "{".getBytes(UTF_8));
            record.headers().add("X-Sender", "pipe".getBytes(UTF_8)).add("Content-Type", "text/x".getBytes(UTF_8));
            producer.send(record);
        }
        var kept = RejectedRecords.await(1, record -> isOf(record, key)).getFirst();
        assertThat(header(kept, "X-Sender")).isEqualTo("pipe");
        assertThat(header(kept, "Content-Type")).isEqualTo("text/x");
        assertThat(header(kept, "detail")).isNotBlank();
        assertThat(header(kept, "source-partition")).matches("\\d+");
        assertThat(Instant.parse(header(kept, "received-at"))).isBeforeOrEqualTo(Instant.now());
    }
}
