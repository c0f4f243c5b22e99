package io.tidings.usage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.hierarchy.Hierarchies;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Puts rejected reports back on the topic they belong to, each once, but none of a hierarchy that was erased since. Whatever is still wrong comes back under a new place;
 * what was taken meanwhile is known by its report id.
 */
@Singleton
class Replay {
    private static final int MANY = 256;
    private static final Set<String> OURS = Set.of(
            Rejected.REASON,
            Rejected.DETAIL,
            Rejected.SOURCE_TOPIC,
            Rejected.SOURCE_PARTITION,
            Rejected.SOURCE_OFFSET,
            Rejected.RECEIVED_AT,
            Rejected.HIERARCHIES);

    /** How many were put back of how many that were looked at; {@code more} when it is worth calling again. */
    record Result(int replayed, int alreadyReplayed, long scanned, boolean more) {}

    private final RejectedTopic topic;
    private final UsageProducer producer;
    private final Hierarchies hierarchies;
    private final Pool pool;

    Replay(RejectedTopic topic, UsageProducer producer, Hierarchies hierarchies, Pool pool) {
        this.topic = topic;
        this.producer = producer;
        this.hierarchies = hierarchies;
        this.pool = pool;
    }

    Uni<Result> replay(RejectedTopic.Filter filter, int most) {
        return Uni.createFrom()
                .item(() -> topic.read(filter, most))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(this::putBack);
    }

    private Uni<Result> putBack(RejectedTopic.Found found) {
        return withoutErased(found.records()).chain(records -> onlyFresh(found, records));
    }

    private Uni<Result> onlyFresh(RejectedTopic.Found found, List<ConsumerRecord<byte[], byte[]>> records) {
        return replayed(records).chain(known -> sendFresh(found, records, known));
    }

    /** The mark of an erasure may lie behind what one reading takes in: who was erased is asked where it is known. */
    private Uni<List<ConsumerRecord<byte[], byte[]>>> withoutErased(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<String> ids = new HashSet<>();
        records.forEach(record -> ids.addAll(Named.in(record)));
        return hierarchies.erased(ids).map(erased -> records.stream()
                .filter(record -> Named.in(record).stream()
                        .map(erased::get)
                        .allMatch(at -> at == null || record.timestamp() > at.toEpochMilli()))
                .toList());
    }

    private Uni<Result> sendFresh(
            RejectedTopic.Found found, List<ConsumerRecord<byte[], byte[]>> records, Set<List<Long>> known) {
        List<ConsumerRecord<byte[], byte[]>> fresh = records.stream()
                .filter(record -> !known.contains(place(record)))
                .toList();
        return send(fresh)
                .chain(() -> remember(fresh))
                .replaceWith(new Result(fresh.size(), known.size(), found.scanned(), found.more()));
    }

    private Uni<Set<List<Long>>> replayed(List<ConsumerRecord<byte[], byte[]>> records) {
        return pool.preparedQuery("select r.partition, r.position from usage_replay r"
                        + " join unnest($1::int4[], $2::int8[]) as a(partition, position) using (partition, position)")
                .execute(places(records))
                .map(rows -> {
                    Set<List<Long>> known = new HashSet<>();
                    rows.forEach(row -> known.add(List.of((long) row.getInteger(0), row.getLong(1))));
                    return known;
                });
    }

    private static List<Long> place(ConsumerRecord<byte[], byte[]> record) {
        return List.of((long) record.partition(), record.offset());
    }

    private static Tuple places(List<ConsumerRecord<byte[], byte[]>> records) {
        return Tuple.tuple()
                .addArrayOfInteger(
                        records.stream().map(ConsumerRecord::partition).toArray(Integer[]::new))
                .addArrayOfLong(records.stream().map(ConsumerRecord::offset).toArray(Long[]::new));
    }

    private Uni<Void> send(List<ConsumerRecord<byte[], byte[]>> records) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUni(record -> producer.send(original(record)))
                .merge(MANY)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> remember(List<ConsumerRecord<byte[], byte[]>> records) {
        return pool.preparedQuery("insert into usage_replay (partition, position)"
                        + " select * from unnest($1::int4[], $2::int8[]) on conflict do nothing")
                .execute(places(records))
                .replaceWithVoid();
    }

    private static ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> record) {
        boolean tombstone = new UsageFault.Tombstone().code().equals(RejectedTopic.header(record, Rejected.REASON));
        ProducerRecord<byte[], byte[]> original =
                new ProducerRecord<>(Topics.USAGE, record.key(), tombstone ? null : record.value());
        record.headers().forEach(header -> {
            if (!OURS.contains(header.key())) {
                original.headers().add(header);
            }
        });
        return original;
    }
}
