package io.tidings.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside a database that takes every connection and never says a word. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // set by the test extension and before each test
class DatabaseReadinessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Vertx vertx;

    @Inject
    Migrations migrations;

    private NetServer silent;
    private Pool pool;
    private DatabaseReadiness readiness;

    @BeforeEach
    void listen() {
        var listening = vertx.createNetServer().connectHandler(asker -> {}).listen(0, "localhost");
        silent = Uni.createFrom()
                .completionStage(listening.toCompletionStage())
                .await()
                .atMost(PATIENCE);
        pool = Pool.newInstance(PgBuilder.pool()
                .using(vertx)
                .connectingTo(new PgConnectOptions()
                        .setHost("localhost")
                        .setPort(silent.actualPort())
                        .setUser(EmbeddedPostgres.USER)
                        .setPassword(EmbeddedPostgres.PASSWORD))
                .build());
        readiness = new DatabaseReadiness(pool, migrations);
        migrations.done().await().atMost(PATIENCE);
    }

    @AfterEach
    void end() {
        pool.closeAndForget();
        silent.close();
    }

    @Test
    void whoDoesNotAnswerSoonIsNotReady_andTheAnswerSaysWhatItWaitsFor() {
        HealthCheckResponse answer = ask();
        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getData().orElseThrow()).containsEntry("waitsFor", "an answer from PostgreSQL");
    }

    @Test
    void anAnswerOfTheSchemaIsGoodForAMoment_andNotForLonger() {
        readiness.listen(new StartupEvent());
        assertThat(ask().getStatus()).isEqualTo(Status.UP);
        Awaitility.await().atMost(PATIENCE).until(() -> ask().getStatus() == Status.DOWN);
    }

    private HealthCheckResponse ask() {
        return readiness.call().await().atMost(PATIENCE);
    }
}
