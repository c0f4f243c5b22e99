package io.tidings.usage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which rejected reports were put back: by their place in the topic, and their time there, for a topic may be made anew. */
@Singleton
class ReplayMarks {
    private static final String KNOWN =
            """
            select r.partition, r.position from usage_replay r
                join unnest($1::int4[], $2::int8[], $3::timestamptz[]) as a(partition, position, copied_at)
                using (partition, position)
            where coalesce(r.copied_at = a.copied_at, r.replayed_at >= a.copied_at)
            """;

    private static final String REMEMBER =
            """
            insert into usage_replay (partition, position, copied_at)
            select * from unnest($1::int4[], $2::int8[], $3::timestamptz[])
            on conflict (partition, position) do update set copied_at = excluded.copied_at, replayed_at = now()
            """;

    private static final String FORGET =
            """
            delete from usage_replay r using unnest($1::int4[], $2::int8[]) as b(partition, position)
            where r.partition = b.partition and r.position < b.position
            """;

    private final Pool pool;

    ReplayMarks(Pool pool) {
        this.pool = pool;
    }

    /** The places of those that were put back before. */
    Uni<Set<List<Long>>> among(List<ConsumerRecord<byte[], byte[]>> records) {
        return pool.preparedQuery(KNOWN).execute(copies(records)).map(rows -> {
            Set<List<Long>> known = new HashSet<>();
            rows.forEach(row -> known.add(List.of((long) row.getInteger(0), row.getLong(1))));
            return known;
        });
    }

    static List<Long> place(ConsumerRecord<byte[], byte[]> record) {
        return List.of((long) record.partition(), record.offset());
    }

    Uni<Void> add(List<ConsumerRecord<byte[], byte[]>> records) {
        return pool.preparedQuery(REMEMBER).execute(copies(records)).replaceWithVoid();
    }

    /** What the topic no longer keeps is never asked about again. */
    Uni<Void> forgetBefore(Map<TopicPartition, Long> begins) {
        List<Map.Entry<TopicPartition, Long>> all = List.copyOf(begins.entrySet());
        return pool.preparedQuery(FORGET)
                .execute(Tuple.tuple()
                        .addArrayOfInteger(all.stream()
                                .map(one -> one.getKey().partition())
                                .toArray(Integer[]::new))
                        .addArrayOfLong(all.stream().map(Map.Entry::getValue).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static Tuple copies(List<ConsumerRecord<byte[], byte[]>> records) {
        return Tuple.tuple()
                .addArrayOfInteger(
                        records.stream().map(ConsumerRecord::partition).toArray(Integer[]::new))
                .addArrayOfLong(records.stream().map(ConsumerRecord::offset).toArray(Long[]::new))
                .addArrayOfOffsetDateTime(records.stream()
                        .map(record -> Instant.ofEpochMilli(record.timestamp()).atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
    }
}
