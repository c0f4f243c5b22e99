package io.tidings.relevance;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers.Offering;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Standings and offers in their tables, through the SQL client: each step is one set-based statement over a batch. */
@Singleton
class OfferStore {
    /** Signalled when another epoch has gone live, or a new standing has its offers. */
    static final String CHANNEL = "relevance_offers";

    /** Large enough to be carried by few statements, small enough to share an epoch among replicas. */
    private static final int BATCH = 500;

    private static final String OFFERING =
            """
            select o.tenant, l.epoch, o.updates, o.gates::text from relevance_live l
              join relevance_offer o on o.epoch = l.epoch and o.standing = $1""";
    private static final String OFFERINGS =
            """
            select o.tenant, l.epoch, o.updates, o.gates::text, o.standing from relevance_live l
              join relevance_offer o on o.epoch = l.epoch and o.standing = any($1)""";
    private static final String PUT_STANDINGS =
            """
            insert into relevance_standing (id, canonical) select * from unnest($1::bytea[], $2::bytea[])
            on conflict (id) do nothing""";
    private static final String PUT_MARK =
            """
            insert into relevance_mark (feed, transaction, row) values ($1, $2, $3)
            on conflict (feed) do update set transaction = excluded.transaction, row = excluded.row
             where (relevance_mark.transaction, relevance_mark.row) < (excluded.transaction, excluded.row)""";
    // what another replica has claimed is passed over; what it leaves behind when it dies is free again at once
    private static final String CLAIM =
            """
            select s.canonical from relevance_standing s
             where s.id > $2 and not exists (select from relevance_offer o where o.epoch = $1 and o.standing = s.id)
             order by s.id limit $3 for update skip locked""";
    // by their ids: what it costs does not grow with the standings that there are
    private static final String CLAIM_THESE =
            """
            select s.canonical from relevance_standing s
             where s.id = any($2) and not exists (select from relevance_offer o where o.epoch = $1 and o.standing = s.id)
            order by s.id for update skip locked""";
    private static final String PUT_OFFERS =
            """
            insert into relevance_offer (epoch, standing, updates, gates, tenant)
            select $1, standing, string_to_array(updates, E'\\n'), gates::jsonb, tenant
              from unnest($2::bytea[], $3::text[], $4::text[], $5::text[]) as o (standing, updates, gates, tenant)
            on conflict (epoch, standing) do nothing""";
    private static final String GO_LIVE =
            """
            update relevance_live set epoch = $1, since = now()
             where epoch < $1 and not exists (
                   select from relevance_standing s
                    where not exists (select from relevance_offer o where o.epoch = $1 and o.standing = s.id))""";
    private final Pool pool;

    OfferStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Long> liveEpoch() {
        return pool.query("select epoch from relevance_live")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<Optional<Offering>> of(StandingId standing) {
        return pool.preparedQuery(OFFERING)
                .execute(Tuple.of(Buffer.buffer(standing.bytes())))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(offering(rows.iterator().next())));
    }

    Uni<Map<StandingId, Offering>> of(Collection<StandingId> standings) {
        Buffer[] ids =
                standings.stream().map(StandingId::bytes).map(Buffer::buffer).toArray(Buffer[]::new);
        return pool.preparedQuery(OFFERINGS)
                .execute(Tuple.tuple().addValue(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(toMap(row -> StandingId.of(row.getBuffer(4).getBytes()), OfferStore::offering)));
    }

    private static Offering offering(Row row) {
        return Offering.kept(
                row.getString(0), row.getLong(1), Arrays.asList(row.getArrayOfStrings(2)), row.getString(3));
    }

    /** The facts of a standing that has been taken in. */
    Uni<Optional<Standing>> standing(StandingId id) {
        return pool.preparedQuery("select canonical from relevance_standing where id = $1")
                .execute(Tuple.of(Buffer.buffer(id.bytes())))
                .map(rows -> standings(rows).stream().findAny());
    }

    Uni<Mark> mark(String feed) {
        return pool.preparedQuery("select transaction, row from relevance_mark where feed = $1")
                .execute(Tuple.of(feed))
                .map(rows ->
                        rows.size() == 0 ? Mark.START : mark(rows.iterator().next()));
    }

    private static Mark mark(Row row) {
        return new Mark(row.getLong(0), row.getString(1));
    }

    /** The standings and the mark behind them, together. */
    Uni<Void> putStandings(List<Standing> standings, String feed, Mark mark) {
        Buffer[] ids = buffers(standings, standing -> standing.id().bytes());
        Buffer[] canonical = buffers(standings, Standing::canonical);
        return pool.withTransaction(connection -> connection
                .preparedQuery(PUT_STANDINGS)
                .execute(Tuple.of(ids, canonical))
                .chain(() -> connection.preparedQuery(PUT_MARK).execute(Tuple.of(feed, mark.transaction(), mark.row())))
                .replaceWithVoid());
    }

    /** Judges the next batch of standings, in the order of their ids, that have no offers in that epoch; empty behind the last. */
    Uni<Optional<StandingId>> fill(long epoch, Optional<StandingId> after, Function<Standing, Offering> judge) {
        Buffer last = after.map(StandingId::bytes).map(Buffer::buffer).orElseGet(Buffer::buffer);
        return pool.withTransaction(connection -> connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(epoch, last, BATCH))
                .map(OfferStore::standings)
                // judging hundreds takes longer than an event loop may
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(claimed -> put(connection, epoch, claimed, judge)));
    }

    /** Judges those of them that have no offers in that epoch. */
    Uni<Void> fill(long epoch, List<Standing> these, Function<Standing, Offering> judge) {
        Buffer[] ids = buffers(these, standing -> standing.id().bytes());
        return pool.withTransaction(connection -> connection
                .preparedQuery(CLAIM_THESE)
                .execute(Tuple.of(epoch, ids))
                .map(OfferStore::standings)
                // judging hundreds takes longer than an event loop may
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(claimed -> put(connection, epoch, claimed, judge))
                .replaceWithVoid());
    }

    private static List<Standing> standings(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> Standing.ofCanonical(row.getBuffer(0).getBytes()))
                .toList();
    }

    private static Uni<Optional<StandingId>> put(
            SqlConnection connection, long epoch, List<Standing> claimed, Function<Standing, Offering> judge) {
        if (claimed.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        Buffer[] ids = buffers(claimed, standing -> standing.id().bytes());
        List<Offering> judged = claimed.stream().map(judge).toList();
        String[] updates = judged.stream()
                .map(offering -> String.join("\n", offering.possible()))
                .toArray(String[]::new);
        String[] gates = judged.stream().map(Offering::division).toArray(String[]::new);
        String[] tenants = judged.stream().map(Offering::tenant).toArray(String[]::new);
        return connection
                .preparedQuery(PUT_OFFERS)
                .execute(Tuple.of(epoch, ids, updates, gates, tenants))
                .chain(() -> ChangeStore.markIfLive(connection, epoch, ids))
                .chain(() -> connection
                        .query("select pg_notify('" + CHANNEL + "', '')")
                        .execute())
                .replaceWith(Optional.of(claimed.getLast().id()));
    }

    private static Buffer[] buffers(List<Standing> standings, Function<Standing, byte[]> bytes) {
        return standings.stream().map(bytes).map(Buffer::buffer).toArray(Buffer[]::new);
    }

    /** Makes that epoch the one that all are served from, if it is newer and every standing is judged in it. */
    Uni<Boolean> goLive(long epoch) {
        return pool.withTransaction(connection -> connection
                // the statistics never know of the newest epoch: ten thousand offers that look like one, in two nested
                // loops, are a minute
                .query("set local enable_nestloop = off")
                .execute()
                .chain(() -> connection
                        .query("select epoch from relevance_live for update")
                        .execute())
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(before -> goLive(connection, epoch, before)));
    }

    private static Uni<Boolean> goLive(SqlConnection connection, long epoch, long before) {
        return connection
                .preparedQuery(GO_LIVE)
                .execute(Tuple.of(epoch))
                .map(RowSet::rowCount)
                .chain(live -> live == 0
                        ? Uni.createFrom().item(false)
                        : settle(connection, epoch, before).replaceWith(true));
    }

    /** What is older than the last goes, and what was begun since and is overtaken. */
    private static Uni<Void> settle(SqlConnection connection, long epoch, long before) {
        return ChangeStore.markAfterEpoch(connection, epoch, before)
                .chain(() -> connection
                        .preparedQuery("delete from relevance_offer where epoch < $1 and epoch <> $2")
                        .execute(Tuple.of(epoch, before)))
                .chain(() -> connection
                        .query("select pg_notify('" + CHANNEL + "', '')")
                        .execute())
                .replaceWithVoid();
    }
}
