package io.tidings.access;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Who joins other replicas is ready when it knows their keys: callers come with tokens that these have signed. */
@Readiness
@Singleton
final class AccessReadiness implements HealthCheck {

    private final KeyRing keys;

    AccessReadiness(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("access");
        return keys.hasLearned()
                ? answer.up().build()
                : answer.down()
                        .withData("waitsFor", "the keys of the other replicas")
                        .build();
    }
}
