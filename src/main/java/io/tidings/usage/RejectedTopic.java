package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.Identifier;
import io.tidings.protocol.HierarchyIds;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the topic of rejected reports from a filter's first moment up to where it ends now. It blocks. */
@Singleton
class RejectedTopic {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MAX_BYTES = 32L << 20;

    /** Which rejected reports are meant; what is null does not narrow. */
    record Filter(@Nullable String reason, @Nullable String hierarchyId, @Nullable Instant from, @Nullable Instant to) {

        boolean fits(ConsumerRecord<byte[], byte[]> record) {
            return record.value() != null
                    && (reason == null || reason.equals(header(record, Rejected.REASON)))
                    && (to == null || record.timestamp() < to.toEpochMilli())
                    && (hierarchyId == null
                            || HierarchyIds.normalise(hierarchyId)
                                    .filter(Named.in(record)::contains)
                                    .isPresent());
        }
    }

    /** What was found; {@code more} when the bounds ended the reading. */
    record Found(List<ConsumerRecord<byte[], byte[]>> records, long scanned, boolean more) {}

    private final Map<String, Object> config;

    RejectedTopic(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        config = new HashMap<>(broker);
        config.remove("group.id");
        config.put("enable.auto.commit", false);
        config.put("max.poll.records", 500);
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    Found read(Filter filter, int most) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.REJECTED, PATIENCE).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            seek(consumer, partitions, ends, filter.from());
            return scan(consumer, ends, filter, most);
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            @Nullable Instant from) {
        consumer.seekToBeginning(partitions);
        if (from != null) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
            consumer.offsetsForTimes(times, PATIENCE)
                    .forEach((partition, found) -> consumer.seek(
                            partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        }
    }

    private static Found scan(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Filter filter, int most) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        long scanned = 0;
        long bytes = 0;
        while (!isThrough(consumer, ends)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                scanned++;
                if (isBefore(record, ends) && filter.fits(record)) {
                    found.add(record);
                    bytes += record.value().length;
                    if (found.size() == most || bytes > MAX_BYTES) {
                        return new Found(found, scanned, true);
                    }
                }
            }
        }
        return new Found(found, scanned, false);
    }

    private static boolean isBefore(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> ends) {
        return record.offset()
                < Optional.ofNullable(ends.get(new TopicPartition(record.topic(), record.partition())))
                        .orElse(0L);
    }

    private static boolean isThrough(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }
}
