package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What readiness says of a broker that cannot be used; ProgramIT asks it with one that is away. */
class KafkaReadinessTest {

    @Test
    void wrongCredentialsAreSaid() {
        assertThat(KafkaReadiness.describe(new SaslAuthenticationException("Invalid username or password")))
                .isEqualTo("Kafka refuses the credentials: Invalid username or password");
    }

    @Test
    void silenceIsSaid() {
        assertThat(KafkaReadiness.describe(new TimeoutException("Timed out waiting for a node assignment")))
                .isEqualTo("Kafka does not answer");
    }

    @Test
    void whatTheClientCannotBeMadeOfIsSaid() {
        var failure = new KafkaException(
                "Failed to create new KafkaAdminClient",
                new ConfigException("Invalid url in bootstrap.servers: nowhere"));
        assertThat(KafkaReadiness.describe(failure))
                .isEqualTo("Kafka cannot be used: Invalid url in bootstrap.servers: nowhere");
    }
}
