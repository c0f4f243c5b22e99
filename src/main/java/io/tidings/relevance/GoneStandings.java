package io.tidings.relevance;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.StandingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Forgets the standings that no hierarchy has any more, as the hierarchy room has: what nobody has is not judged. */
@Singleton
class GoneStandings {
    private static final int PAGE = 2_000;
    private static final String IDS = "select id from relevance_standing where id > $1 order by id limit $2";
    private static final String FORGET = "delete from relevance_standing where id = any($1) returning id, canonical";
    private static final String BRING_BACK =
            "insert into relevance_standing (id, canonical) select * from unnest($1::bytea[], $2::bytea[])";

    private final Pool pool;
    private final Hierarchies hierarchies;

    GoneStandings(Pool pool, Hierarchies hierarchies) {
        this.pool = pool;
        this.hierarchies = hierarchies;
    }

    Uni<Void> forget() {
        return forgetAfter(Buffer.buffer());
    }

    private Uni<Void> forgetAfter(Buffer last) {
        return pool.preparedQuery(IDS)
                .execute(Tuple.of(last, PAGE))
                .map(rows -> rows(rows).stream().map(GoneStandings::id).toList())
                .call(this::forgetAmong)
                .chain(page -> page.size() < PAGE
                        ? Uni.createFrom().voidItem()
                        : forgetAfter(Buffer.buffer(page.getLast().bytes())));
    }

    private Uni<Void> forgetAmong(List<StandingId> page) {
        return hierarchies
                .known(page)
                .map(known -> page.stream().filter(id -> !known.contains(id)).toList())
                .chain(gone -> gone.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : pool.withTransaction(connection -> forget(connection, gone)));
    }

    /**
     * Asks once more behind the delete: one that has come back meanwhile may have been taken in already, while it was still
     * there, and nobody would take it in again. Who takes it in from now on waits for this transaction.
     */
    private Uni<Void> forget(SqlConnection connection, List<StandingId> gone) {
        Buffer[] ids = gone.stream().map(StandingId::bytes).map(Buffer::buffer).toArray(Buffer[]::new);
        return connection
                .preparedQuery(FORGET)
                .execute(Tuple.tuple().addValue(ids))
                .map(GoneStandings::rows)
                .chain(forgotten -> bringBack(connection, forgotten, gone));
    }

    private Uni<Void> bringBack(SqlConnection connection, List<Row> forgotten, List<StandingId> gone) {
        return hierarchies.known(gone).chain(back -> bringBack(connection, forgotten, back));
    }

    private static Uni<Void> bringBack(SqlConnection connection, List<Row> forgotten, Set<StandingId> back) {
        List<Row> again =
                forgotten.stream().filter(row -> back.contains(id(row))).toList();
        return again.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(BRING_BACK)
                        .execute(Tuple.of(column(again, 0), column(again, 1)))
                        .replaceWithVoid();
    }

    private static StandingId id(Row row) {
        return StandingId.of(row.getBuffer(0).getBytes());
    }

    private static Buffer[] column(List<Row> rows, int at) {
        return rows.stream()
                .map(row -> Buffer.buffer(row.getBuffer(at).getBytes()))
                .toArray(Buffer[]::new);
    }

    private static List<Row> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
