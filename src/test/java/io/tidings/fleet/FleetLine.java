package io.tidings.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The line from a fleet to Kafka. What was sent is there once {@link #flush()} returns; nothing fails unheard. */
public final class FleetLine implements AutoCloseable {
    private static final String TOPIC = "usage-data";
    private static final int BATCH_BYTES = 1 << 18;
    private static final int REQUEST_BYTES = 4 << 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public FleetLine(String bootstrapServers) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("acks", "all");
        config.put("linger.ms", 5);
        config.put("batch.size", BATCH_BYTES);
        config.put("max.request.size", REQUEST_BYTES);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void send(Traffic.Posting posting) {
        send(posting.key(), posting.value());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of everything that the future would
    public void send(@Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        producer.send(new ProducerRecord<>(TOPIC, keyBytes, value), (metadata, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }

    /** Returns when Kafka has acknowledged everything; throws when it did not. */
    public void flush() {
        producer.flush();
        Exception problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException("a report was not acknowledged", problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
