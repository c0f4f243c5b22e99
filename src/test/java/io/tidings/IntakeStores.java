package io.tidings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.embedded.EmbeddedKafka;
import io.tidings.embedded.EmbeddedPostgres;
import io.tidings.fleet.Untaken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A look into PostgreSQL and Kafka past the service. Each question has a session of its own: the last may have died. */
final class IntakeStores implements AutoCloseable {

    private static final String REJECTED = "usage-data.rejected";

    /** One rejected record. */
    @FunctionalInterface
    interface Rejection {
        void of(String key, byte[] value, String reason);
    }

    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final Vertx vertx = Vertx.vertx();
    private final Untaken untaken;

    IntakeStores(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.untaken = new Untaken(kafka.bootstrapServers());
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    void read(String sql, Consumer<Row> each) {
        PgConnection connection = get(connect());
        get(connection.query(sql).execute()).forEach(each);
        get(connection.close());
    }

    long stored() {
        long[] count = new long[1];
        read("select count(*) from hierarchy_report", row -> count[0] = row.getLong(0));
        return count[0];
    }

    /** Holds the table of hierarchies for itself while the work runs: the database is as slow as can be. */
    void whileLocked(Runnable work) {
        holding("begin; lock table hierarchy in access exclusive mode", work);
    }

    /** Runs the work while a session holds what that statement takes. */
    void holding(String sql, Runnable work) {
        PgConnection connection = get(connect());
        get(connection.query(sql).execute());
        work.run();
        get(connection.close());
    }

    private Future<PgConnection> connect() {
        return PgConnection.connect(
                vertx,
                PgConnectOptions.fromUri(postgres.url())
                        .setUser(EmbeddedPostgres.USER)
                        .setPassword(EmbeddedPostgres.PASSWORD));
    }

    /** Records of usage-data that the group has not committed. */
    long backlog() throws Exception {
        return untaken.records();
    }

    /** Whether Kafka takes what is refused: not if every record has to be newer than it can be. */
    void rejectedIsOpen(boolean open) {
        String age = open ? Long.toString(Long.MAX_VALUE) : "0";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            ConfigEntry entry = new ConfigEntry("message.timestamp.before.max.ms", age);
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, REJECTED),
                            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void rejected(Rejection each) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(REJECTED).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> tell(record, each));
            }
        }
    }

    private static void tell(ConsumerRecord<byte[], byte[]> record, Rejection each) {
        if (record.value() != null) {
            each.of(
                    record.key() == null ? "" : new String(record.key(), UTF_8),
                    record.value(),
                    new String(record.headers().lastHeader("reason").value(), UTF_8));
        }
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    @Override
    public void close() {
        untaken.close();
        get(vertx.close());
    }
}
