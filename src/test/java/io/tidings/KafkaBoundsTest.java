package io.tidings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaBoundsTest {

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private static void check(String... settings) {
        Map<String, Object> broker = new HashMap<>(Map.of("bootstrap.servers", "kafka:9092"));
        for (int i = 0; i < settings.length; i += 2) {
            broker.put(settings[i], settings[i + 1]);
        }
        KafkaBounds.check(broker);
    }

    @Test
    void whatAClientCanBeMadeOfIsTaken() {
        assertThatCode(() -> check()).doesNotThrowAnyException();
        assertThatCode(() -> check("security.protocol", "SSL")).doesNotThrowAnyException();
        assertThatCode(() -> check(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        LOGIN + " username=\"tidings\" password=\"a-secret\";"))
                .doesNotThrowAnyException();
    }

    @Test
    void credentialsThatAreMissingAreNamed() {
        assertThatThrownBy(() -> check("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"))
                .hasMessage("kafka.sasl.jaas.config must be set (KAFKA_SASL_JAAS_CONFIG), because"
                        + " kafka.security.protocol is SASL_SSL");
    }

    @Test
    void credentialsThatCannotBeReadAreNotShown() {
        assertThatThrownBy(() -> check("security.protocol", "SASL_SSL", "sasl.jaas.config", "password=a-secret"))
                .hasMessageStartingWith("kafka.security.protocol cannot be SASL_SSL with the settings kafka.sasl")
                .hasMessageNotContaining("a-secret");
    }

    @Test
    void keysThatAreNotThereAreNamed() {
        assertThatThrownBy(() -> check("security.protocol", "SSL", "ssl.truststore.location", "/not-there.jks"))
                .hasMessageContaining("/not-there.jks");
    }

    @Test
    void valueThatTheClientCannotReadIsNamed() {
        assertThatThrownBy(() -> check("request.timeout.ms", "soon")).hasMessageContaining("request.timeout.ms");
    }
}
