package io.tidings.schema;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether PostgreSQL answers. Before the first answer, and for a second after each, nobody asks it for this alone: at the start it
 * would be one more connection, and a login is the dearest part of it (src/docs/decisions/0223).
 */
@Readiness
@Singleton
class DatabaseReadiness implements AsyncHealthCheck {

    /** Below the second that a probe usually waits. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private static final long GOOD_FOR = Duration.ofSeconds(1).toNanos();

    private final Migrations migrations;
    private final Uni<HealthCheckResponse> answer;
    private volatile long answered = System.nanoTime() - GOOD_FOR;

    DatabaseReadiness(Pool pool, Migrations migrations) {
        this.migrations = migrations;
        this.answer = Uni.createFrom()
                .deferred(() -> pool.query("select 1").execute())
                .invoke(this::heard)
                .replaceWith(named(true, ""))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(named(false, "an answer from PostgreSQL"))
                .onFailure()
                .recoverWithItem(failure -> named(false, DatabaseTrouble.describe(failure)));
    }

    /** The look at the schema is an answer, too. */
    void listen(@Observes StartupEvent event) {
        migrations.done().subscribe().with(ready -> heard());
    }

    private void heard() {
        answered = System.nanoTime();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (migrations.state() instanceof SchemaState.Waiting waiting) {
            return Uni.createFrom().item(named(false, waiting.waitsFor()));
        }
        return System.nanoTime() - answered < GOOD_FOR ? Uni.createFrom().item(named(true, "")) : answer;
    }

    private static HealthCheckResponse named(boolean up, String waitsFor) {
        var answer = HealthCheckResponse.named("database").status(up);
        return up ? answer.build() : answer.withData("waitsFor", waitsFor).build();
    }
}
