package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What happened, in the order of commits. A sequence would number rows before their transactions end, and a follower would
 * pass over the slow one: so rows carry their transaction, and none is settled while an older transaction is still open.
 * Standings and moves are shown all the same, for whoever cannot wait; erasures are not.
 */
@Singleton
class HierarchyFeed {
    // the order names the tables: a name alone would be the number that is selected, which no index is in the order of
    private static final String DONE = " < pg_snapshot_xmin(pg_current_snapshot())";
    private static final String STANDINGS =
            "select added_in::text::int8, id, canonical, added_in" + DONE + " from hierarchy_standing"
                    + " where (added_in, id) > ($1::text::xid8, $2::bytea) order by hierarchy_standing.added_in, id limit $3";
    private static final String MOVES =
            "select moved_in::text::int8, id, tenant, standing, moved_in" + DONE + " from hierarchy"
                    + " where (moved_in, id) > ($1::text::xid8, $2::text) order by hierarchy.moved_in, id limit $3";
    private static final String ERASURES = "select erased_in::text::int8, hierarchy_id from hierarchy_erasure"
            + " where (erased_in, hierarchy_id) > ($1::text::xid8, $2::text) and erased_in" + DONE
            + " order by hierarchy_erasure.erased_in, hierarchy_id limit $3";

    private final Pool pool;

    HierarchyFeed(Pool pool) {
        this.pool = pool;
    }

    /** Transactions before it have ended, and those from it on may still have something to show. */
    Uni<Mark> present() {
        return pool.query("select pg_snapshot_xmin(pg_current_snapshot())::text::int8")
                .execute()
                .map(rows -> new Mark(rows.iterator().next().getLong(0), ""));
    }

    Uni<List<Marked<Standing>>> standings(Mark mark, int limit) {
        Buffer after = Buffer.buffer(HexFormat.of().parseHex(mark.row()));
        return read(
                pool,
                STANDINGS,
                Tuple.of(transaction(mark), after, limit),
                row -> new Marked<>(
                        new Mark(
                                row.getLong(0),
                                HexFormat.of().formatHex(row.getBuffer(1).getBytes())),
                        Standing.ofCanonical(row.getBuffer(2).getBytes()),
                        row.getBoolean(3)));
    }

    Uni<List<Marked<Move>>> moves(Mark mark, int limit) {
        return read(
                pool,
                MOVES,
                Tuple.of(transaction(mark), mark.row(), limit),
                row -> new Marked<>(
                        new Mark(row.getLong(0), row.getString(1)),
                        new Move(
                                row.getString(1),
                                row.getString(2),
                                StandingId.of(row.getBuffer(3).getBytes())),
                        row.getBoolean(4)));
    }

    Uni<List<Marked<String>>> erasures(SqlClient client, Mark mark, int limit) {
        return read(
                client,
                ERASURES,
                Tuple.of(transaction(mark), mark.row(), limit),
                row -> new Marked<>(new Mark(row.getLong(0), row.getString(1)), row.getString(1)));
    }

    private static String transaction(Mark mark) {
        return Long.toUnsignedString(mark.transaction());
    }

    private static <T> Uni<List<T>> read(SqlClient client, String sql, Tuple after, Function<Row, T> value) {
        return client.preparedQuery(sql).execute(after).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(value)
                .toList());
    }
}
