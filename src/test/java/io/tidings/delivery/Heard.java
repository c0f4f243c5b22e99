package io.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.embedded.EmbeddedServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that was said on offers-changed, as a consumer of the topic reads it. */
final class Heard implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of(
                    "bootstrap.servers",
                    EmbeddedServices.kafka().bootstrapServers(),
                    "enable.auto.commit",
                    false,
                    "allow.auto.create.topics",
                    false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final List<JsonNode> all = new ArrayList<>();
    private boolean assigned;

    /** What was said to that hierarchy so far, in its order, repetitions and all. */
    List<JsonNode> of(String hierarchyId) {
        readToTheEnd();
        return all.stream()
                .filter(record -> record.path("hierarchyId").textValue().equals(hierarchyId))
                .toList();
    }

    private void readToTheEnd() {
        List<TopicPartition> partitions = consumer.partitionsFor(OffersTopic.NAME).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        if (!assigned && !partitions.isEmpty()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            assigned = true;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(this::add);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        JsonNode value = json(record.value());
        assertThat(new String(record.key(), UTF_8))
                .isEqualTo(value.path("hierarchyId").textValue());
        all.add(value);
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody believes to be offered who took each record once. */
    Set<String> believed(String hierarchyId) {
        Set<String> offered = new TreeSet<>();
        for (JsonNode record : new LinkedHashSet<>(of(hierarchyId))) {
            ids(record, "removed").forEach(id -> assertThat(offered.remove(id)).isTrue());
            ids(record, "added").forEach(id -> assertThat(offered.add(id)).isTrue());
        }
        return offered;
    }

    static List<String> ids(JsonNode record, String field) {
        return Stream.of(record.path(field))
                .flatMap(list -> {
                    List<String> ids = new ArrayList<>();
                    list.forEach(id -> ids.add(id.textValue()));
                    return ids.stream();
                })
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
