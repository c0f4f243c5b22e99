package io.tidings;

import io.tidings.audit.Entry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the audit out of a database for the commands: page after page, without the service and without trusting it. */
final class AuditDatabase {

    private static final int PAGE = 1000;

    private AuditDatabase() {}

    static void read(String url, Consumer<Entry> reader) throws IOException {
        Vertx vertx = Vertx.vertx();
        try {
            PgConnection connection = await(PgConnection.connect(vertx, PgConnectOptions.fromUri(url)));
            long last = 0;
            for (RowSet<Row> page = page(connection, last); page.size() > 0; page = page(connection, last)) {
                for (Row row : page) {
                    reader.accept(entry(row));
                    last = row.getLong("number");
                }
            }
        } catch (CompletionException e) {
            throw new IOException("the database cannot be read: " + e.getMessage(), e);
        } finally {
            await(vertx.close());
        }
    }

    private static RowSet<Row> page(PgConnection connection, long after) {
        return await(connection
                .preparedQuery("select * from audit_entry where number > $1 order by number limit $2")
                .execute(Tuple.of(after, PAGE)));
    }

    private static <T> T await(io.vertx.core.Future<T> answer) {
        return answer.toCompletionStage().toCompletableFuture().join();
    }

    private static Entry entry(Row row) {
        return new Entry(
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
                row.getLong("erased_by"));
    }

    private static @Nullable String hex(@Nullable Buffer bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes.getBytes());
    }
}
