package io.tidings.usage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many records of {@code usage-data} are not committed, in all replicas together, as the broker tells it. A consumer's
 * own figure stands still while it does not fetch, which is when the lag grows.
 */
@Singleton
class UsageLag {
    private static final long EVERY = Duration.ofSeconds(10).toMillis();

    private final Map<String, Object> broker;
    private final Vertx vertx;
    private final AtomicBoolean asking = new AtomicBoolean();
    private @Nullable Admin admin;
    private volatile double lag = Double.NaN;
    private long timer;

    UsageLag(@Identifier("default-kafka-broker") Map<String, Object> broker, Vertx vertx) {
        this.broker = broker;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("usage.lag", this, it -> it.lag)
                .description("Records that are not committed yet, in all replicas together")
                .register(registry);
        timer = vertx.setPeriodic(EVERY, id -> measureUnlessBusy());
    }

    /** Closing waits for the client's thread, which may be about to ask for the client: nothing is locked meanwhile. */
    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        Admin last = made();
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }

    private synchronized @Nullable Admin made() {
        return admin;
    }

    private void measureUnlessBusy() {
        if (asking.compareAndSet(false, true)) {
            measure()
                    .onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    // nobody knows, so nothing is said
                    .with(found -> lag = found, failure -> lag = Double.NaN);
        }
    }

    Uni<Long> measure() {
        return Uni.createFrom()
                .deferred(() -> ask(Objects.requireNonNull(admin().describeTopics(List.of(Topics.USAGE))
                        .topicNameValues()
                        .get(Topics.USAGE))))
                // a client is made by resolving host names, which no event loop may wait for
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(topic -> Uni.combine()
                        .all()
                        .unis(offsets(topic, OffsetSpec.earliest()), committed(), offsets(topic, OffsetSpec.latest()))
                        .with(UsageLag::between));
    }

    private Uni<Map<TopicPartition, Long>> offsets(TopicDescription topic, OffsetSpec which) {
        return ask(admin().listOffsets(topic.partitions().stream()
                                .collect(Collectors.toMap(
                                        one -> new TopicPartition(Topics.USAGE, one.partition()), one -> which)))
                        .all())
                .map(all -> all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue()
                        .offset())));
    }

    private Uni<Map<TopicPartition, Long>> committed() {
        return ask(admin().listConsumerGroupOffsets(Topics.GROUP).partitionsToOffsetAndMetadata())
                .map(all -> all.entrySet().stream()
                        .filter(one -> one.getValue() != null)
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().offset())));
    }

    /** What Kafka has deleted meanwhile is before the beginning and waits no more. */
    static long between(
            Map<TopicPartition, Long> begins, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    long begin = begins.getOrDefault(end.getKey(), 0L);
                    return end.getValue() - Math.max(begin, committed.getOrDefault(end.getKey(), begin));
                })
                .sum();
    }

    private static <T> Uni<T> ask(KafkaFuture<T> answer) {
        CompletionStage<T> stage = answer.toCompletionStage();
        return Uni.createFrom().completionStage(stage);
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(broker);
            admin = open;
        }
        return open;
    }
}
