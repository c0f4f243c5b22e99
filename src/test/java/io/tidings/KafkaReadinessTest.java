package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

    @Test
    void nameThatCannotBeResolvedIsSaid() {
        var failure = new KafkaException(
                "Failed to create new KafkaAdminClient",
                new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"));
        assertThat(KafkaReadiness.describe(failure)).isEqualTo("Kafka's host name cannot be resolved");
    }

    @Test
    void silenceAfterARefusalIsThatRefusal_untilKafkaAnswers() {
        var readiness = new KafkaReadiness(Map.of("bootstrap.servers", "kafka:9092"));
        var silence = new TimeoutException("Timed out waiting for a node assignment");
        assertThat(waitsFor(readiness, silence)).startsWith("Kafka does not answer");
        assertThat(waitsFor(readiness, new SaslAuthenticationException("Invalid username or password")))
                .startsWith("Kafka refuses the credentials");
        assertThat(waitsFor(readiness, silence))
                .isEqualTo("Kafka refuses the credentials: Invalid username or password"
                        + " (kafka.bootstrap.servers: kafka:9092)");
        assertThat(waitsFor(readiness, new IllegalStateException("odd"))).startsWith("Kafka cannot be used: odd");

        readiness.up(1);
        assertThat(waitsFor(readiness, silence)).startsWith("Kafka does not answer");
    }

    private static String waitsFor(KafkaReadiness readiness, Throwable failure) {
        return String.valueOf(readiness.down(failure).getData().orElseThrow().get("waitsFor"));
    }
}
