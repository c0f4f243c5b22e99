package io.tidings.bench;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A line of the bench's own to the database of the service. */
final class Database implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final PgConnection connection;

    Database(Surroundings around) throws Exception {
        connection = PgConnection.connect(
                        vertx,
                        PgConnectOptions.fromUri(around.setting("quarkus.datasource.reactive.url"))
                                .setUser(around.setting("quarkus.datasource.username"))
                                .setPassword(around.setting("quarkus.datasource.password")))
                .toCompletionStage()
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
    }

    RowSet<Row> run(String sql, Object... values) throws Exception {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.from(values))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.MINUTES);
    }

    long number(String sql, Object... values) throws Exception {
        return run(sql, values).iterator().next().getLong(0);
    }

    /** Looks until the number is that one, at most a tenth of the time. */
    void await(String sql, long wanted, Running service, Duration patience) throws Exception {
        var end = Instant.now().plus(patience);
        while (true) {
            long start = System.nanoTime();
            long found = number(sql);
            if (found == wanted) {
                return;
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(sql + " is " + found + " and not " + wanted + " after " + patience);
            }
            service.rest(Duration.ofNanos(Math.max(5_000_000, (System.nanoTime() - start) * 9)));
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
