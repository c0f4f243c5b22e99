package io.tidings.usage;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.UUID;

/** One report that the database refuses to keep, for a reason that nothing before it sees; until this is closed. */
final class RefusedRow implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;

    RefusedRow(Pool pool, UUID reportId, String sqlState) {
        this.pool = pool;
        run("create function refused_row() returns trigger language plpgsql as $$ begin if new.report_id = '" + reportId
                + "' then raise exception 'refused' using errcode = '" + sqlState
                + "'; end if; return new; end $$");
        run("create trigger refused_row before insert on hierarchy_report for each row execute function refused_row()");
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        run("drop trigger refused_row on hierarchy_report");
        run("drop function refused_row");
    }
}
