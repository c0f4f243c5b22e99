package io.tidings.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of who decided what. An entry is written with what it tells of, or not at all. */
@Singleton
public class Audit {

    /** The number is that of the entry of a moment ago: the chain is locked until the transaction ends. */
    private static final String ERASE =
            """
            update audit_entry set actor = '', subject = '', detail = '', salt = null,
                erased_by = (select max(number) from audit_entry where action = $2 and tenant = $3 and subject = $1)
            where erased_by is null and action <> $2
                and (subject = $1 or actor = $1 or strpos(subject, $1) > 0 or strpos(detail, $1) > 0)
            """;

    private final Pool pool;

    Audit(Pool pool) {
        this.pool = pool;
    }

    /**
     * Records a decision in the transaction of the connection that made it. Entries wait for each other until their
     * transactions end, so record last, just before the commit.
     */
    public Uni<Void> record(SqlClient transaction, Decision decision) {
        return transaction
                .preparedQuery("insert into audit_entry (tenant, actor, action, subject, detail)"
                        + " values ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(
                        decision.tenant(), decision.actor(), decision.action(), decision.subject(), decision.detail()))
                .replaceWithVoid();
    }

    /**
     * Records that the subject was erased, and erases what earlier entries tell of it: the actor, the subject and the detail
     * of all that name it. The chain of their hashes holds without them.
     */
    public Uni<Void> recordErasure(SqlClient transaction, Decision fact) {
        return record(transaction, fact)
                .chain(() -> transaction
                        .preparedQuery(ERASE)
                        .execute(Tuple.of(fact.subject(), fact.action(), fact.tenant())))
                .replaceWithVoid();
    }

    /** The newest entries of a tenant before a number, newest first. */
    public Uni<List<Entry>> before(String tenant, long number, int limit) {
        return pool.preparedQuery("select * from audit_entry where tenant = $1 and number < $2"
                        + " order by number desc limit $3")
                .execute(Tuple.of(tenant, number, limit))
                .map(Audit::toEntries);
    }

    /** The entries of all tenants after a number, oldest first: what a check of the chain walks along. */
    public Uni<List<Entry>> after(long number, int limit) {
        return pool.preparedQuery("select * from audit_entry where number > $1 order by number limit $2")
                .execute(Tuple.of(number, limit))
                .map(Audit::toEntries);
    }

    private static List<Entry> toEntries(RowSet<Row> rows) {
        List<Entry> entries = new ArrayList<>();
        for (Row row : rows) {
            entries.add(new Entry(
                    row.getLong("number"),
                    row.getOffsetDateTime("at").toInstant(),
                    row.getString("tenant"),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("detail"),
                    HexFormat.of().formatHex(row.getBuffer("previous").getBytes()),
                    HexFormat.of().formatHex(row.getBuffer("hash").getBytes()),
                    hex(row.getBuffer("salt")),
                    hex(row.getBuffer("payload")),
                    row.getLong("erased_by")));
        }
        return entries;
    }

    private static @Nullable String hex(@Nullable Buffer bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes.getBytes());
    }
}
