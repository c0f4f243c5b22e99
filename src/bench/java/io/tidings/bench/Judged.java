package io.tidings.bench;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Whether every standing there is has its offers in the epoch that is live. */
final class Judged implements AutoCloseable {

    private static final String OPEN =
            """
            select count(*) from hierarchy_standing s where not exists (
                select from relevance_offer o join relevance_live l on l.epoch = o.epoch where o.standing = s.id)""";

    private final Vertx vertx = Vertx.vertx();
    private final PgConnection connection;

    Judged(Surroundings around) throws Exception {
        connection = PgConnection.connect(
                        vertx,
                        PgConnectOptions.fromUri(around.setting("quarkus.datasource.reactive.url"))
                                .setUser(around.setting("quarkus.datasource.username"))
                                .setPassword(around.setting("quarkus.datasource.password")))
                .toCompletionStage()
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
    }

    void await(Running service, Duration patience) throws Exception {
        var end = Instant.now().plus(patience);
        while (open() > 0) {
            service.rest(Duration.ofMillis(20));
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(open() + " standings are not judged after " + patience);
            }
        }
    }

    private long open() throws Exception {
        return connection
                .query(OPEN)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES)
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
