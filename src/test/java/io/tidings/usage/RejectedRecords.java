package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.embedded.EmbeddedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** The topic of the rejected, read past the service. */
final class RejectedRecords {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RejectedRecords() {}

    /** Waits until there are so many of that kind; more may be among them. */
    static List<ConsumerRecord<byte[], byte[]>> await(int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", EmbeddedServices.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.REJECTED).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await().atMost(PATIENCE).until(() -> {
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

    static boolean isOf(ConsumerRecord<byte[], byte[]> record, String key) {
        return record.key() != null && new String(record.key(), UTF_8).equals(key);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return String.valueOf(RejectedTopic.header(record, name));
    }
}
