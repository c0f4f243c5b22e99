package io.tidings.usage;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records and says when Kafka has them on all its replicas. Nothing queues without end: a record waits a bounded
 * time, and only so many wait at once.
 */
@Singleton
class UsageProducer {
    /** A rejected report carries headers beside up to 1 MiB of its own, or what a generous broker let through. */
    private static final int MAX_REQUEST_BYTES = 16 << 20;

    private static final long MAX_BLOCK_MILLIS = 1_000;

    private final Map<String, Object> config;
    private final Semaphore places;
    private final ReportTraces traces;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    UsageProducer(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            UsageSettings settings,
            ReportTraces traces) {
        this.traces = traces;
        places = new Semaphore(settings.mostWaiting());
        config = new HashMap<>(broker);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        int within = Math.toIntExact(settings.acknowledgeWithin().toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, within);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(1, within / 2 - 10));
    }

    /** Completes when the record is acknowledged; fails when it is not in time, or at once when too many wait. */
    Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                return Uni.createFrom().failure(new TooManyWaiting());
            }
            return traces.sending(record, () -> acknowledged(record))
                    .onTermination()
                    .invoke(places::release);
        });
    }

    private Uni<Void> acknowledged(ProducerRecord<byte[], byte[]> record) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> send(record, emitter))
                // the first send waits for the broker's metadata, which no event loop may
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of everything that the future would
    private void send(ProducerRecord<byte[], byte[]> record, UniEmitter<? super Void> emitter) {
        producer().send(record, (metadata, failure) -> {
            if (failure == null) {
                emitter.complete(null);
            } else {
                emitter.fail(failure);
            }
        });
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    /** As many records wait for Kafka as may. */
    static final class TooManyWaiting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyWaiting() {
            super("too many reports wait for Kafka", null, false, false);
        }
    }
}
