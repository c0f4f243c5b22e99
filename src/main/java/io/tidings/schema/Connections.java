package io.tidings.schema;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Utils;
import io.vertx.sqlclient.spi.ConnectionFactory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes the connections to PostgreSQL. None waits for an answer without end: a database that is there and says nothing fails
 * whoever asks, as one that is gone does at once (src/docs/decisions/0210).
 */
@Singleton
class Connections implements PgPoolCreator {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** The pool takes away what nobody uses for so much less: what is silent for longer owes somebody an answer. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Vertx vertx;
    private volatile List<SqlConnectOptions> addresses = List.of();

    Connections(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Pool create(Input made) {
        addresses = made.pgConnectOptionsList().stream()
                .map(Connections::withinTime)
                .toList();
        PoolOptions options = new PoolOptions(made.poolOptions());
        Duration idle = Duration.of(
                options.getIdleTimeout(), options.getIdleTimeoutUnit().toChronoUnit());
        Pool pool = open(options);
        if (!idle.isZero()) {
            bound(pool, idle.plus(MARGIN));
        }
        return pool;
    }

    /**
     * For statements that may take as long as they like, with a connection to themselves. To be called once the pool is
     * there.
     */
    Uni<Void> patiently(Function<io.vertx.mutiny.sqlclient.Pool, Uni<Void>> work) {
        var one = io.vertx.mutiny.sqlclient.Pool.newInstance(open(new PoolOptions().setMaxSize(1)));
        // nobody waits for its end: a silent database would not let it come
        return work.apply(one).onTermination().invoke(one::closeAndForget);
    }

    private Pool open(PoolOptions options) {
        options.setConnectionTimeout(Math.toIntExact(LONGEST_WAIT.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgBuilder.pool()
                .using(vertx)
                .with(options)
                .connectingTo(addresses)
                .build();
    }

    private static SqlConnectOptions withinTime(PgConnectOptions address) {
        SqlConnectOptions bounded = new PgConnectOptions(address);
        bounded.setConnectTimeout(Math.toIntExact(LONGEST_WAIT.toMillis()));
        // where no answer is due for long, the system finds out whether anybody is there
        bounded.setTcpKeepAlive(true);
        return bounded;
    }

    @SuppressWarnings("deprecation") // the builder's hook comes after the login
    private void bound(Pool pool, Duration silence) {
        ConnectionFactory factory =
                PgDriver.INSTANCE.createConnectionFactory(vertx, Utils.roundRobinSupplier(addresses));
        pool.connectionProvider(context -> connect(factory, context, silence));
    }

    private static Future<SqlConnection> connect(ConnectionFactory factory, Context context, Duration silence) {
        Future<SqlConnection> connecting = factory.connect(context);
        Future<SqlConnection> inTime = connecting.timeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        connecting.onSuccess(late -> {
            if (inTime.failed()) {
                late.close();
            }
        });
        return inTime.onSuccess(connection -> Silence.bound(connection, silence));
    }
}
