package io.tidings.access;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.signal.Signals;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Follows the hierarchies that were erased: their connection points, past and present, end and go with them. The mark of the
 * last one is kept, so that a hierarchy which enrols again afterwards stays.
 */
@Singleton
final class Erasures {

    private static final int BATCH = 500;

    private static final String ERASE = "with gone as (delete from access_connection_point where hierarchy_id = any($1)"
            + " returning client_id),"
            + " revoked as (insert into access_revocation select client_id, $2 from gone on conflict do nothing),"
            + " keys as (delete from access_enrolment_key where used_for = any($1) or hierarchy_id = any($1)),"
            + " expiries as (delete from access_expiry where hierarchy_id = any($1)),"
            + " modes as (delete from access_mode_change where hierarchy_id = any($1)),"
            + " marked as (update access_erasure_mark set transaction_mark = $3, row_mark = $4)"
            + " select pg_notify('" + SharedState.CHANNEL + "', '')";

    private final Pool pool;
    private final Hierarchies hierarchies;
    private final Clock clock;

    Erasures(Pool pool, Hierarchies hierarchies, Clock clock) {
        this.pool = pool;
        this.hierarchies = hierarchies;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow("hierarchy_erased", this::follow);
    }

    private Uni<Void> follow() {
        return pool.withTransaction(this::eraseBatch)
                .chain(erased -> erased < BATCH ? Uni.createFrom().voidItem() : follow());
    }

    /** The mark is locked, so that of several replicas one does the work. */
    private Uni<Integer> eraseBatch(SqlClient transaction) {
        return transaction
                .query("select transaction_mark, row_mark from access_erasure_mark for update")
                .execute()
                .map(Erasures::toMark)
                .chain(mark -> hierarchies.erasuresAfter(transaction, mark, BATCH))
                .chain(erased -> erase(transaction, erased));
    }

    private Uni<Integer> erase(SqlClient transaction, List<Marked<String>> erased) {
        if (erased.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        String[] ids = erased.stream().map(Marked::value).toArray(String[]::new);
        Mark last = erased.getLast().mark();
        return transaction
                .preparedQuery(ERASE)
                .execute(Tuple.of(ids, clock.instant().atOffset(ZoneOffset.UTC), last.transaction(), last.row()))
                .replaceWith(ids.length);
    }

    private static Mark toMark(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Mark(row.getLong("transaction_mark"), row.getString("row_mark"));
    }
}
