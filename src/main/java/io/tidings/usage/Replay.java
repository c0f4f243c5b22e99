package io.tidings.usage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.usage.RejectedTopic.Filter;
import io.tidings.usage.RejectedTopic.Found;
import io.tidings.usage.RejectedTopic.Stretch;
import io.vertx.mutiny.sqlclient.Pool;
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
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('usage_replay'))";
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
    private final ReplayMarks marks;
    private final Pool pool;

    Replay(RejectedTopic topic, UsageProducer producer, Hierarchies hierarchies, ReplayMarks marks, Pool pool) {
        this.topic = topic;
        this.producer = producer;
        this.hierarchies = hierarchies;
        this.marks = marks;
        this.pool = pool;
    }

    /** One at a time, in all replicas: a second one would send what the first has sent and not yet marked. */
    Uni<Result> replay(Filter filter, int most) {
        return pool.withTransaction(connection -> connection
                .query(ALONE)
                .execute()
                .invoke(turn -> orConflict(turn.iterator().next().getBoolean(0)))
                .chain(this::forget)
                .chain(() -> go(filter, most, NOTHING, null)));
    }

    private static void orConflict(boolean alone) {
        if (!alone) {
            throw new Problem(ProblemType.CONFLICT, "Another replay is under way. Call again when it has ended");
        }
    }

    private Uni<Void> forget() {
        return Uni.createFrom()
                .item(topic::begins)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(marks::forgetBefore);
    }

    /** Stretch by stretch: those that were put back before lie in front of the others, and do not count. */
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
        return marks.among(records).chain(known -> sendFresh(found, records, known, most));
    }

    /**
     * The mark of an erasure may lie behind what one reading takes in: who was erased is asked where it is known. A copy may have
     * been written after the erasure of what was received before it.
     */
    private Uni<List<ConsumerRecord<byte[], byte[]>>> withoutErased(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<String> ids = new HashSet<>();
        records.forEach(record -> ids.addAll(Named.in(record)));
        return hierarchies.erased(ids).map(erased -> records.stream()
                .filter(record -> Named.in(record).stream()
                        .map(erased::get)
                        .allMatch(at ->
                                at == null || RejectedTopic.receivedAt(record).isAfter(at)))
                .toList());
    }

    private Uni<Result> sendFresh(
            Found found, List<ConsumerRecord<byte[], byte[]>> records, Set<List<Long>> known, int most) {
        List<ConsumerRecord<byte[], byte[]>> all = records.stream()
                .filter(record -> !known.contains(ReplayMarks.place(record)))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> fresh = all.subList(0, Math.min(most, all.size()));
        boolean more = fresh.size() < all.size() || !found.rest().isThrough();
        return send(fresh)
                .chain(() -> marks.add(fresh))
                .replaceWith(new Result(fresh.size(), known.size(), found.scanned(), more));
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
