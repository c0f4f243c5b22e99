package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmbeddedServicesTest {

    private static final String TOPIC = "embedded-smoke";

    @Inject
    Pool pool;

    @Test
    void aTestFindsItsDatabase() {
        assertThat(selectOne()).isEqualTo(1);
    }

    @Test
    void aTestFindsItsBroker() throws Exception {
        produce("hello");
        assertThat(consume()).contains("hello");
    }

    @Test
    void killedPostgresComesBackWithItsData() {
        run("create table embedded_smoke (word text)");
        run("insert into embedded_smoke values ('kept')");
        int port = EmbeddedServices.postgres().port();
        EmbeddedServices.postgres().kill();
        EmbeddedServices.postgres().start();
        assertThat(EmbeddedServices.postgres().port()).isEqualTo(port);
        Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(count("embedded_smoke"))
                .isEqualTo(1));
        run("drop table embedded_smoke");
    }

    @Test
    void stoppedPostgresComesBack() {
        EmbeddedServices.postgres().stop();
        EmbeddedServices.postgres().start();
        Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(selectOne())
                .isEqualTo(1));
    }

    @Test
    void stoppedAndKilledKafkaComesBackWithItsRecords() throws Exception {
        produce("first");
        String address = EmbeddedServices.kafka().bootstrapServers();
        EmbeddedServices.kafka().stop();
        EmbeddedServices.kafka().start();
        produce("second");
        EmbeddedServices.kafka().kill();
        EmbeddedServices.kafka().start();
        assertThat(EmbeddedServices.kafka().bootstrapServers()).isEqualTo(address);
        assertThat(consume()).contains("first", "second");
    }

    private int selectOne() {
        return pool.query("select 1").executeAndAwait().iterator().next().getInteger(0);
    }

    private int count(String table) {
        return pool.query("select count(*)::int from " + table)
                .executeAndAwait()
                .iterator()
                .next()
                .getInteger(0);
    }

    private void run(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private static void produce(String word) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(address(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, null, word)).get();
        }
    }

    private static List<String> consume() {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(address(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<String> words = new java.util.ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> words.add(record.value()));
            }
            return words;
        }
    }

    private static Map<String, Object> address() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                EmbeddedServices.kafka().bootstrapServers(),
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                "true");
    }
}
