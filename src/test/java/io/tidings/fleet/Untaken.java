package io.tidings.fleet;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What was sent and is not taken: lies in {@code usage-data} and was not committed yet, as the broker tells it. */
public final class Untaken implements AutoCloseable {
    private static final String TOPIC = "usage-data";
    private static final String GROUP = "tidings-usage";

    private final Admin admin;

    public Untaken(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    public long records() throws ExecutionException, InterruptedException {
        var partitions = Objects.requireNonNull(admin.describeTopics(List.of(TOPIC))
                        .allTopicNames()
                        .get()
                        .get(TOPIC))
                .partitions();
        var ends = admin.listOffsets(partitions.stream()
                        .collect(Collectors.toMap(
                                one -> new TopicPartition(TOPIC, one.partition()), one -> OffsetSpec.latest())))
                .all()
                .get();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata there = committed.get(end.getKey());
                    return end.getValue().offset() - (there == null ? 0 : there.offset());
                })
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
