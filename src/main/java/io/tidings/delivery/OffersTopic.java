package io.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidings.delivery.DeliverySettings.OffersChangedSettings;
import io.tidings.protocol.OffersChanged;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic offers-changed: batches of records, each there on all copies before the next thing is done. */
@Singleton
class OffersTopic {

    static final String NAME = "offers-changed";

    private static final long MAX_BLOCK_MILLIS = 1_000;

    private final Map<String, Object> broker;
    private final OffersChangedSettings settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private volatile boolean isThere;

    OffersTopic(@Identifier("default-kafka-broker") Map<String, Object> broker, DeliverySettings settings) {
        this.broker = broker;
        this.settings = settings.offersChanged();
        this.isThere = !this.settings.createTopic();
    }

    /** Not all records are there, or not certainly: all of them are to be sent again. */
    static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        // one message for whatever went wrong, so that it is logged once and not with each number in it
        NotTaken(Throwable cause) {
            super("Kafka does not take records of " + NAME, cause);
        }
    }

    /** Records on their way: the last answer completes, and the first failure fails, for all of them. */
    private static final class Batch {
        private final AtomicInteger open;
        private final AtomicBoolean failed = new AtomicBoolean();
        private final UniEmitter<? super Void> emitter;

        Batch(int size, UniEmitter<? super Void> emitter) {
            this.open = new AtomicInteger(size);
            this.emitter = emitter;
        }

        void answered(@Nullable Throwable failure) {
            if (failure != null && failed.compareAndSet(false, true)) {
                emitter.fail(new NotTaken(failure));
            } else if (open.decrementAndGet() == 0 && !failed.get()) {
                emitter.complete(null);
            }
        }
    }

    /** Completes when Kafka has them all. */
    Uni<Void> send(List<OffersChanged> records) {
        return create().chain(() ->
                        Uni.createFrom().<Void>emitter(emitter -> send(records, new Batch(records.size(), emitter))))
                // the first send waits for the broker's metadata, which no event loop may
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of everything that the future would
    private void send(List<OffersChanged> records, Batch batch) {
        KafkaProducer<byte[], byte[]> open = producer();
        for (OffersChanged record : records) {
            // without a broker each of them would wait by itself
            if (batch.failed.get()) {
                return;
            }
            open.send(
                    new ProducerRecord<>(NAME, record.hierarchyId().getBytes(UTF_8), record.toJson()),
                    (metadata, failure) -> batch.answered(failure));
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>(broker);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        int within = Math.toIntExact(settings.acknowledgeWithin().toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, within);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, within / 2 - 10));
        return config;
    }

    private Uni<Void> create() {
        return isThere
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .deferred(this::createMissing)
                        .onFailure(TopicExistsException.class)
                        .recoverWithNull()
                        .onFailure()
                        .transform(NotTaken::new)
                        .invoke(() -> isThere = true);
    }

    private Uni<Void> createMissing() {
        Admin admin = Admin.create(broker);
        KafkaFuture<Void> created = admin.createTopics(
                        List.of(new NewTopic(NAME, settings.partitions(), settings.replicas())))
                .all();
        return Uni.createFrom()
                .completionStage(created.toCompletionStage())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> admin.close(Duration.ZERO));
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
