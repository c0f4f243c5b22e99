package io.tidings.schema;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether PostgreSQL answers. Before the first answer nobody asks it for this alone: it would be one more connection, and a login is
 * the dearest part of a start (src/docs/decisions/0223).
 */
@Readiness
@Singleton
class DatabaseReadiness implements AsyncHealthCheck {

    /** Below the second that a probe usually waits. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final Migrations migrations;
    private final Uni<HealthCheckResponse> answer;

    DatabaseReadiness(Pool pool, Migrations migrations) {
        this.migrations = migrations;
        this.answer = Uni.createFrom()
                .deferred(() -> pool.query("select 1").execute())
                .replaceWith(named(true, ""))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(named(false, "an answer from PostgreSQL"))
                .onFailure()
                .recoverWithItem(failure -> named(false, DatabaseTrouble.describe(failure)));
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return migrations.state() instanceof SchemaState.Waiting waiting
                ? Uni.createFrom().item(named(false, waiting.waitsFor()))
                : answer;
    }

    private static HealthCheckResponse named(boolean up, String waitsFor) {
        var answer = HealthCheckResponse.named("database").status(up);
        return up ? answer.build() : answer.withData("waitsFor", waitsFor).build();
    }
}
