package io.tidings.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What lies in {@code usage-data} and was not committed yet, as the broker tells it. */
final class Backlog implements AutoCloseable {

    private static final String TOPIC = "usage-data";
    private static final String GROUP = "tidings-usage";

    private final Admin admin;

    Backlog(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    long records() throws ExecutionException, InterruptedException {
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
        var committed = new HashMap<TopicPartition, OffsetAndMetadata>(admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get());
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    var there = committed.get(end.getKey());
                    return end.getValue().offset() - (there == null ? 0 : there.offset());
                })
                .sum();
    }

    /** Waits until no more than that many are left; the service must not end meanwhile. */
    void awaitAtMost(long records, Running service, Duration patience) throws Exception {
        var end = Instant.now().plus(patience);
        while (records() > records) {
            service.rest(Duration.ofMillis(20));
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(records() + " reports are left after " + patience);
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
