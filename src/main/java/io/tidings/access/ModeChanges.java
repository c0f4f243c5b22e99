package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The changes of the mode, for whoever follows them by the signal {@code access_mode}. */
@Singleton
public class ModeChanges {

    /** The channel on which a change is signalled. */
    public static final String CHANNEL = "access_mode";

    private static final String AFTER =
            """
            select asked_in::text::int8, client_id, hierarchy_id, mode, asked_at from access_mode_change
            where (asked_in, client_id) > ($1::text::xid8, $2::text)
                and asked_in < pg_snapshot_xmin(pg_current_snapshot())
            order by asked_in, client_id limit $3
            """;

    private final Pool pool;

    ModeChanges(Pool pool) {
        this.pool = pool;
    }

    /** What was asked for after the mark, in the order of commits. */
    public Uni<List<Marked<ModeChange>>> after(Mark mark, int limit) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(Long.toUnsignedString(mark.transaction()), mark.row(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Marked<>(new Mark(row.getLong(0), row.getString(1)), toChange(row)))
                        .toList());
    }

    private static ModeChange toChange(Row row) {
        return new ModeChange(
                row.getString("hierarchy_id"),
                row.getString("mode").toLowerCase(Locale.ROOT),
                row.getOffsetDateTime("asked_at").toInstant());
    }
}
