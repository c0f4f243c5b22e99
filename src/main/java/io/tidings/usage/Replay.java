package io.tidings.usage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.usage.RejectedTopic.Filter;
import io.tidings.usage.RejectedTopic.Found;
import io.tidings.usage.RejectedTopic.Stretch;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts rejected reports back on the topic they belong to, each once, but none of a hierarchy that was erased since. Whatever
 * is still wrong comes back under a new place; what was taken meanwhile is known by its report id.
 */
@Singleton
class Replay {
    private static final int MANY = 256;
    private static final Result NOTHING = new Result(0, 0, 0, true);

    /** How many were put back of how many that were looked at; {@code more} when it is worth calling again. */
    record Result(int replayed, int alreadyReplayed, long scanned, boolean more) {
        private Result and(Result further) {
            return new Result(
                    replayed + further.replayed,
                    alreadyReplayed + further.alreadyReplayed,
                    scanned + further.scanned,
                    further.more);
        }
    }

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

    /** Stretch by stretch: those that were put back before lie in front of the others, and do not count. */
    Uni<Result> replay(Filter filter, int most) {
        return go(filter, most, NOTHING, null);
    }

    private Uni<Result> go(Filter filter, int most, Result before, @Nullable Stretch rest) {
        return Uni.createFrom()
                .item(() -> topic.read(filter, rest, most))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(found -> take(filter, most, before, found));
    }

    private Uni<Result> take(Filter filter, int most, Result before, Found found) {
        Uni<Result> all = putBack(found, most - before.replayed()).map(before::and);
        return found.rest().isThrough() ? all : all.chain(sum -> goOn(filter, most, sum, found.rest()));
    }

    private Uni<Result> goOn(Filter filter, int most, Result sum, Stretch rest) {
        return sum.replayed() == most ? Uni.createFrom().item(sum) : go(filter, most, sum, rest);
    }

    private Uni<Result> putBack(Found found, int most) {
        return withoutErased(found.records()).chain(records -> onlyFresh(found, records, most));
    }

    private Uni<Result> onlyFresh(Found found, List<ConsumerRecord<byte[], byte[]>> records, int most) {
        return replayed(records).chain(known -> sendFresh(found, records, known, most));
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
            Found found, List<ConsumerRecord<byte[], byte[]>> records, Set<List<Long>> known, int most) {
        List<ConsumerRecord<byte[], byte[]>> all = records.stream()
                .filter(record -> !known.contains(place(record)))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> fresh = all.subList(0, Math.min(most, all.size()));
        boolean more = fresh.size() < all.size() || !found.rest().isThrough();
        return send(fresh)
                .chain(() -> remember(fresh))
                .replaceWith(new Result(fresh.size(), known.size(), found.scanned(), more));
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
            if (!Rejected.OURS.contains(header.key())) {
                original.headers().add(header);
            }
        });
        return original;
    }
}
