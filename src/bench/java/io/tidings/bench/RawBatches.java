package io.tidings.bench;

import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The limit of any batch here: 500 rows of 1 KiB in one upsert over one connection, by the same client, and nothing else. */
final class RawBatches implements AutoCloseable {

    static final int ROWS = 500;
    private static final int KEYS = 20_000;

    private final Pool pool;
    private final String[] bodies = new String[ROWS];
    private int next;

    RawBatches(Surroundings around) {
        var options = PgConnectOptions.fromUri(around.setting("quarkus.datasource.reactive.url"))
                .setUser(around.setting("quarkus.datasource.username"))
                .setPassword(around.setting("quarkus.datasource.password"));
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(options)
                .build();
        IntStream.range(0, ROWS).forEach(i -> bodies[i] = "x".repeat(1024));
        await(pool.query("drop table if exists bench_limit").execute());
        await(pool.query("create table bench_limit (id text primary key, body text not null)")
                .execute());
    }

    /** Rows a second over that time. */
    double run(Duration time) {
        long start = System.nanoTime();
        long rows = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            write(keys(), bodies);
            rows += ROWS;
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    /** One statement; no id stands twice in it. */
    void write(String[] ids, String[] texts) {
        await(pool.preparedQuery("insert into bench_limit select * from unnest($1::text[], $2::text[])"
                        + " on conflict (id) do update set body = excluded.body")
                .execute(Tuple.tuple().addArrayOfString(ids).addArrayOfString(texts)));
    }

    private String[] keys() {
        next = (next + ROWS) % KEYS;
        return IntStream.range(next, next + ROWS).mapToObj(i -> "key-" + i).toArray(String[]::new);
    }

    private static <T> void await(Future<T> work) {
        work.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    @Override
    public void close() {
        await(pool.query("drop table bench_limit").execute());
        await(pool.close());
    }
}
