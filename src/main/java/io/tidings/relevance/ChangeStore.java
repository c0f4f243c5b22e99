package io.tidings.relevance;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.StandingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The standings that are offered something else, as work. It is taken for a time and not locked: an open transaction would
 * hold back everybody who reads in the order of commits, for as long as somebody waits for a broker.
 */
@Singleton
class ChangeStore {

    private static final String MARK_AFTER_EPOCH =
            """
            insert into relevance_change (standing, epoch)
            select now.standing, $1 from relevance_offer now
              left join relevance_offer before on before.standing = now.standing and before.epoch = $2
             where now.epoch = $1
               and (before.standing is null or now.gates is distinct from before.gates
                    or not (now.updates @> before.updates and now.updates <@ before.updates))
             order by now.standing
            on conflict (standing) do update set epoch = excluded.epoch, told_up_to = '', taken_until = '-infinity'""";
    // waits for an epoch that is just going live, which either has these standings in it or leaves them to this
    private static final String MARK_IF_LIVE =
            """
            with live as materialized (select epoch from relevance_live for share)
            insert into relevance_change (standing, epoch)
            select standing, $1 from unnest($2::bytea[]) as standing where (select epoch from live) = $1 order by standing
            on conflict (standing) do update set epoch = excluded.epoch, told_up_to = '', taken_until = '-infinity'""";
    private static final String TAKE =
            """
            with free as (
                select standing from relevance_change where taken_until < now()
                 order by standing limit $1 for update skip locked)
            update relevance_change c set taken_until = now() + interval '30 s' from free where c.standing = free.standing
            returning c.standing, c.epoch, c.told_up_to""";
    private static final String MINE =
            """
            with mine as (
                select c.standing, d.up_to from relevance_change c
                  join unnest($1::bytea[], $2::bigint[], $3::text[]) as d (standing, epoch, up_to)
                    on c.standing = d.standing and c.epoch = d.epoch
                 order by c.standing for update of c)
            """;
    private static final String FINISH =
            MINE + "delete from relevance_change c using mine where c.standing = mine.standing";
    private static final String PUT_BACK = MINE
            + "update relevance_change c set told_up_to = mine.up_to, taken_until = '-infinity'"
            + " from mine where c.standing = mine.standing";

    private final Pool pool;

    ChangeStore(Pool pool) {
        this.pool = pool;
    }

    /** In the transaction in which the epoch goes live. */
    static Uni<Void> markAfterEpoch(SqlConnection connection, long epoch, long before) {
        return connection
                .preparedQuery(MARK_AFTER_EPOCH)
                .execute(Tuple.of(epoch, before))
                .replaceWithVoid();
    }

    /** In the transaction in which standings get their offers: those that came while the epoch was live. */
    static Uni<Void> markIfLive(SqlConnection connection, long epoch, Buffer[] standings) {
        return connection
                .preparedQuery(MARK_IF_LIVE)
                .execute(Tuple.of(epoch, standings))
                .replaceWithVoid();
    }

    Uni<List<ChangedOffers>> take(int limit) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(limit)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(ChangeStore::changed)
                .toList());
    }

    private static ChangedOffers changed(Row row) {
        return new ChangedOffers(StandingId.of(row.getBuffer(0).getBytes()), row.getLong(1), row.getString(2));
    }

    Uni<Void> finish(List<ChangedOffers> done) {
        return settle(FINISH, done);
    }

    Uni<Void> putBack(List<ChangedOffers> reached) {
        return settle(PUT_BACK, reached);
    }

    /** What changed again meanwhile has another epoch, and stays as it is. */
    private Uni<Void> settle(String statement, List<ChangedOffers> all) {
        return all.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(statement)
                        .execute(Tuple.of(
                                all.stream()
                                        .map(each ->
                                                Buffer.buffer(each.standing().bytes()))
                                        .toArray(Buffer[]::new),
                                all.stream().map(ChangedOffers::epoch).toArray(Long[]::new),
                                all.stream().map(ChangedOffers::doneUpTo).toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /** How many standings have hierarchies that are not told yet. */
    Uni<Long> waiting() {
        return pool.query("select count(*) from relevance_change")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
