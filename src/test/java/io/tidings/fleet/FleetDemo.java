package io.tidings.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.protocol.UsageReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Lets a fleet report its last four weeks, week by week: so many hierarchies, to the broker that the second argument or else
 * {@code KAFKA_BOOTSTRAP_SERVERS} names.
 */
public final class FleetDemo {
    private static final String TOPIC = "usage-data";
    private static final int WEEKS = 4;
    private static final long SEED = 20261120;
    private static final int USUAL = 1_000;

    private FleetDemo() {}

    public static void main(String... arguments) {
        int hierarchies = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
        String broker = arguments.length > 1 ? arguments[1] : String.valueOf(System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
        Fleet fleet = new Fleet(SEED);
        int lastWeek = Fleet.weekOf(Instant.now()) - 1;
        for (int week = lastWeek - WEEKS + 1; week <= lastWeek; week++) {
            send(broker, fleet.week(hierarchies, week));
        }
    }

    /** Sends reports, each under its hierarchy, and returns when Kafka has acknowledged all of them. */
    public static void send(String bootstrapServers, Stream<UsageReport> reports) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("acks", "all");
        config.put("linger.ms", 5);
        config.put("batch.size", 1 << 18);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            reports.forEach(report -> send(producer, report));
            producer.flush();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of everything that the future would
    private static void send(KafkaProducer<byte[], byte[]> producer, UsageReport report) {
        byte[] key = report.hierarchyId().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(TOPIC, key, report.toJson()), (metadata, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("a report was not acknowledged", failure);
            }
        });
    }
}
