package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.Identifier;
import io.tidings.protocol.HierarchyIds;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the topic of rejected reports, stretch by stretch, from a filter's first moment up to where it ended then. It blocks. */
@Singleton
class RejectedTopic {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MAX_BYTES = 32L << 20;
    private static final int MAX_FETCH = 8 << 20;
    /** Polls in a row that came no further: the broker is away, or the end is no longer where it was. */
    private static final int IN_VAIN = (int) PATIENCE.dividedBy(POLL);

    /** Which rejected reports are meant; what is null does not narrow. */
    record Filter(@Nullable String reason, @Nullable String hierarchyId, @Nullable Instant from, @Nullable Instant to) {

        /** What was cut off cannot be put back. */
        boolean fits(ConsumerRecord<byte[], byte[]> record) {
            return record.value() != null
                    && record.headers().lastHeader(Rejected.WHOLE) == null
                    && (reason == null || reason.equals(header(record, Rejected.REASON)))
                    // where the reading begins, and behind it, there may be older ones
                    && (from == null || record.timestamp() >= from.toEpochMilli())
                    && (to == null || record.timestamp() < to.toEpochMilli())
                    && (hierarchyId == null
                            || HierarchyIds.normalise(hierarchyId)
                                    .filter(Named.in(record)::contains)
                                    .isPresent());
        }
    }

    /** Where to go on, and where to end: what is refused meanwhile does not count. */
    record Stretch(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
        boolean isThrough() {
            return to.entrySet().stream().allMatch(end -> from.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }

        private boolean holds(ConsumerRecord<byte[], byte[]> record) {
            return record.offset() < to.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        }
    }

    /** What was found, and what is left. */
    record Found(List<ConsumerRecord<byte[], byte[]>> records, long scanned, Stretch rest) {}

    private final Map<String, Object> config;

    RejectedTopic(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        config = new HashMap<>(broker);
        config.remove("group.id");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", 500);
        config.put("fetch.max.bytes", MAX_FETCH);
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers(), name);
    }

    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** When we had it: as was written beside it, and not after it was written. */
    static Instant receivedAt(ConsumerRecord<byte[], byte[]> record) {
        Instant written = Instant.ofEpochMilli(record.timestamp());
        String said = header(record, Rejected.RECEIVED_AT);
        try {
            Instant received = said == null ? written : Instant.parse(said);
            return received.isBefore(written) ? received : written;
        } catch (DateTimeParseException e) {
            return written;
        }
    }

    /** Where each partition begins now. */
    Map<TopicPartition, Long> begins() {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            return consumer.beginningOffsets(partitions(consumer), PATIENCE);
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(Topics.REJECTED, PATIENCE).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
    }

    /** About {@code most} that fit, or a memory full; without a rest of an earlier reading from the beginning. */
    Found read(Filter filter, @Nullable Stretch rest, int most) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            Stretch stretch = rest == null ? whole(consumer, filter.from()) : rest;
            consumer.assign(stretch.to().keySet());
            stretch.from().forEach(consumer::seek);
            return scan(consumer, stretch, filter, most);
        }
    }

    private static Stretch whole(KafkaConsumer<byte[], byte[]> consumer, @Nullable Instant from) {
        List<TopicPartition> partitions = partitions(consumer);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions, PATIENCE));
        if (from != null) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
            consumer.offsetsForTimes(times, PATIENCE)
                    .forEach((partition, found) ->
                            begins.put(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        }
        return new Stretch(begins, ends);
    }

    static Found scan(Consumer<byte[], byte[]> consumer, Stretch stretch, Filter filter, int most) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Stretch rest = stretch;
        long scanned = 0;
        long bytes = 0;
        int inVain = 0;
        while (!rest.isThrough() && found.size() < most && bytes < MAX_BYTES) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                scanned++;
                if (stretch.holds(record) && filter.fits(record)) {
                    found.add(record);
                    bytes += record.value().length;
                }
            }
            Stretch left = new Stretch(positions(consumer), stretch.to());
            inVain = left.equals(rest) ? inVain + 1 : 0;
            if (inVain == IN_VAIN) {
                throw new TimeoutException("the rejected reports cannot be read to their end");
            }
            rest = left;
        }
        return new Found(found, scanned, rest);
    }

    private static Map<TopicPartition, Long> positions(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition, PATIENCE)));
        return positions;
    }
}
