package io.tidings.schema;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@Singleton
class SchemaReadiness implements HealthCheck {

    private final Migrations migrations;

    SchemaReadiness(Migrations migrations) {
        this.migrations = migrations;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("schema");
        return switch (migrations.state()) {
            case SchemaState.Current current ->
                answer.up().withData("files", current.files()).build();
            case SchemaState.Waiting waiting ->
                answer.down().withData("waitsFor", waiting.waitsFor()).build();
            case SchemaState.Refused refused ->
                answer.down().withData("refused", refused.why()).build();
        };
    }
}
