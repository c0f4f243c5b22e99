package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class AccessReadinessTest {

    @Test
    void isReadyWhenTheKeysOfTheOtherReplicasAreKnown_evenIfThereAreNone() {
        var keys = new KeyRing();
        var readiness = new AccessReadiness(keys);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(readiness.call().getData())
                .hasValueSatisfying(data -> assertThat(data).containsKey("waitsFor"));
        keys.learn(List.of());
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }
}
