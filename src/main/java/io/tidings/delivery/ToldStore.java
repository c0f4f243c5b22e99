package io.tidings.delivery;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Mark;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What hierarchies were told, in its table: a page of them is a statement, and a statement is a transaction. */
@Singleton
class ToldStore {

    private static final String FIND =
            "select hierarchy_id, epoch, edition, was, at, sent_until > now() from delivery_told"
                    + " where hierarchy_id = any($1)";
    // only over what was read before: whoever compared with something else looks again
    private static final String NOTE =
            """
            insert into delivery_told as told (hierarchy_id, epoch, edition, was, at, sent_until)
            select *, now() + interval '30 s'
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[])
                as news (hierarchy_id, epoch, edition, was, at) order by hierarchy_id
            on conflict (hierarchy_id) do update
               set epoch = excluded.epoch, edition = excluded.edition, was = excluded.was,
                   at = greatest(excluded.at, told.at + interval '1 microsecond'), sent_until = excluded.sent_until
             where told.was is null and told.edition = excluded.was and told.epoch <= excluded.epoch
            returning hierarchy_id, epoch, edition, was, at, true""";
    private static final String MINE =
            """
            with mine as (
                select t.hierarchy_id from delivery_told t
                  join unnest($1::text[], $2::timestamptz[]) as s (hierarchy_id, at)
                    on t.hierarchy_id = s.hierarchy_id and t.at = s.at
                 order by t.hierarchy_id for update of t)
            """;
    private static final String TAKE = MINE
            + "update delivery_told t set sent_until = now() + interval '30 s' from mine"
            + " where t.hierarchy_id = mine.hierarchy_id and t.was is not null and t.sent_until <= now()"
            + " returning t.hierarchy_id, t.epoch, t.edition, t.was, t.at, true";
    private static final String LEAVE = MINE
            + "update delivery_told t set sent_until = '-infinity' from mine where t.hierarchy_id = mine.hierarchy_id";
    private static final String ACKNOWLEDGE =
            MINE + "update delivery_told t set was = null from mine where t.hierarchy_id = mine.hierarchy_id";
    private static final String TAKE_MOVES =
            """
            update delivery_mark set taken_until = now() + interval '30 s' where name = 'moves' and taken_until < now()
            returning transaction, row""";
    private static final String PUT_MOVES =
            """
            update delivery_mark set transaction = $1, row = $2,
                   taken_until = case when $3 then now() + interval '30 s' else '-infinity' end
             where name = 'moves' and (transaction, row) <= ($1, $2)""";

    private final Pool pool;

    ToldStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Map<String, Told>> find(Collection<String> hierarchyIds) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.tuple().addArrayOfString(hierarchyIds.toArray(String[]::new)))
                .map(rows -> told(rows).collect(toMap(Told::hierarchyId, told -> told)));
    }

    /** Notes what is about to be sent; answers those that are noted now, as they are to be sent. */
    Uni<List<Told>> note(List<Told> news) {
        return news.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(NOTE)
                        .execute(Tuple.of(
                                ids(news),
                                news.stream().map(Told::epoch).toArray(Long[]::new),
                                news.stream().map(Told::edition).toArray(Long[]::new),
                                news.stream().map(Told::was).toArray(Long[]::new),
                                times(news)))
                        .map(rows -> told(rows).toList());
    }

    /** Takes over what somebody noted and may not have sent; answers those that nobody else has taken. */
    Uni<List<Told>> take(List<Told> leftBehind) {
        return leftBehind.isEmpty()
                ? Uni.createFrom().item(List.of())
                : of(TAKE, leftBehind).map(rows -> told(rows).toList());
    }

    /** Kafka has the records of these; what was noted after them stays as it is. */
    Uni<Void> acknowledge(List<Told> sent) {
        return of(ACKNOWLEDGE, sent).replaceWithVoid();
    }

    /** Kafka may not have the records of these: whoever comes next sends them. */
    Uni<Void> leave(List<Told> notSent) {
        return of(LEAVE, notSent).replaceWithVoid();
    }

    private Uni<RowSet<Row>> of(String statement, List<Told> all) {
        return pool.preparedQuery(statement).execute(Tuple.of(ids(all), times(all)));
    }

    private static String[] ids(List<Told> all) {
        return all.stream().map(Told::hierarchyId).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<Told> all) {
        return all.stream().map(told -> told.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    }

    private static Stream<Told> told(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Told(
                        row.getString(0),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getOffsetDateTime(4).toInstant(),
                        row.getBoolean(5)));
    }

    /** Where to go on with the hierarchies that moved; empty while another replica is at it. */
    Uni<Optional<Mark>> takeMoves() {
        return pool.query(TAKE_MOVES).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Mark(row.getLong(0), row.getString(1)))
                .findFirst());
    }

    /** This replica has come so far, and goes on for another half minute or leaves it to somebody else. */
    Uni<Void> putMoves(Mark upTo, boolean goesOn) {
        return pool.preparedQuery(PUT_MOVES)
                .execute(Tuple.of(upTo.transaction(), upTo.row(), goesOn))
                .replaceWithVoid();
    }

    Uni<Void> forget(List<String> hierarchyIds) {
        return hierarchyIds.isEmpty() ? Uni.createFrom().voidItem() : erase(pool, hierarchyIds);
    }

    /** The mark goes back to the beginning of its transaction: who is looked at twice is not told twice. */
    static Uni<Void> erase(SqlClient client, List<String> hierarchyIds) {
        Tuple ids = Tuple.tuple().addArrayOfString(hierarchyIds.toArray(String[]::new));
        return client.preparedQuery("delete from delivery_told where hierarchy_id = any($1)")
                .execute(ids)
                .chain(() -> client.preparedQuery("update delivery_mark set row = '' where row = any($1)")
                        .execute(ids))
                .replaceWithVoid();
    }
}
