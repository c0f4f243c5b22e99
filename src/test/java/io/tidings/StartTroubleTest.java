package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.net.BindException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTroubleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SRCFG00050: tidings.signal.nope in SysPropConfigSource does not map to any root"
                        + "| tidings.signal.nope is not a setting",
                "java.lang.IllegalArgumentException: SRCFG00039: The config property a.b with the config value \"abc\" threw"
                        + " an Exception whilst being converted Invalid duration: abc"
                        + "| a.b cannot be \"abc\": expected a duration such as 30s, 15m or PT24H",
                "java.lang.IllegalArgumentException: SRCFG00039: The config property a.b with the config value \"x\" threw an"
                        + " Exception whilst being converted SRCFG00029: Expected an integer value, got \"x\""
                        + "| a.b cannot be \"x\": Expected an integer value, got \"x\"",
                "java.util.NoSuchElementException: SRCFG00014: The config property a.b is required but it could not be found"
                        + " in any config source| a.b must be set",
            })
    void settingIsNamedWithWhatWasExpected(String problem, String line) {
        assertThat(StartTrouble.setting(problem)).isEqualTo(line);
    }

    @Test
    void everyWrongSettingHasOneLine() {
        RuntimeException failure = new RuntimeException(new ConfigValidationException(
                new Problem[] {new Problem("a must be set"), new Problem("a must be set"), new Problem("b must be set")
                }));
        assertThat(StartTrouble.describe(failure))
                .containsExactly(
                        "The service cannot start, its settings are wrong:", "  a must be set", "  b must be set");
    }

    @Test
    void takenPortIsNamedWithItsSetting() {
        Throwable failure = new RuntimeException(
                new QuarkusBindException("0.0.0.0", 8080, new BindException("Address already in use")));
        assertThat(StartTrouble.describe(failure)).singleElement().asString().contains("8080", "quarkus.http.port");
    }

    @Test
    void takenPortIsNamedWithItsSetting_management() {
        Throwable failure = new RuntimeException(new IllegalStateException(
                "Unable to start the management interface on 0.0.0.0:9000",
                new BindException("Address already in use")));
        assertThat(StartTrouble.describe(failure))
                .singleElement()
                .asString()
                .contains("9000", "quarkus.management.port");
    }

    @ParameterizedTest
    @CsvSource({"80, Permission denied", "8080, Cannot assign requested address"})
    void portThatIsNotTakenIsNotCalledTaken(int port, String said) {
        Throwable failure = new RuntimeException(new QuarkusBindException("192.0.2.1", port, new BindException(said)));
        assertThat(StartTrouble.describe(failure))
                .containsExactly("The service cannot start: port " + port + " cannot be opened (" + said
                        + "). The settings are quarkus.http.host and quarkus.http.port (QUARKUS_HTTP_PORT).");
    }

    @Test
    void portThatIsNotTakenIsNotCalledTaken_management() {
        Throwable failure = new RuntimeException(new IllegalStateException(
                "Unable to start the management interface on 0.0.0.0:900", new BindException("Permission denied")));
        assertThat(StartTrouble.describe(failure))
                .singleElement()
                .asString()
                .contains("port 900 cannot be opened (Permission denied)", "quarkus.management.port")
                .doesNotContain("taken");
    }

    @Test
    void addressOfTheDatabaseIsNotShown_itMayHoldASecret() {
        Throwable failure = new RuntimeException(new ConfigurationException(
                "Unable to find datasource: java.lang.IllegalArgumentException: Cannot parse invalid connection URI: a:secret@b",
                new IllegalArgumentException("Cannot parse invalid connection URI: a:secret@b")));
        assertThat(StartTrouble.describe(failure))
                .hasSize(2)
                .last()
                .asString()
                .contains("quarkus.datasource.reactive.url", "postgresql://")
                .doesNotContain("secret");
    }

    @Test
    void settingOfKafkaIsNamed() {
        Throwable failure = new RuntimeException(
                new ConfigException("security.protocol", "nonsense", "String must be one of: SSL, PLAINTEXT"));
        assertThat(StartTrouble.describe(failure))
                .last()
                .asString()
                .endsWith("Invalid value nonsense for kafka.security.protocol: String must be one of: SSL, PLAINTEXT");
    }

    @Test
    void addressOfTracesIsNamed() {
        Throwable failure = new RuntimeException(
                new IllegalArgumentException("Invalid endpoint, must start with http:// or https://: collector:4317"));
        assertThat(StartTrouble.describe(failure))
                .containsExactly(
                        "The service cannot start, its settings are wrong:",
                        "  tidings.traces.endpoint (OTEL_EXPORTER_OTLP_ENDPOINT) must be an address such as"
                                + " http://collector:4317");
    }

    @Test
    void whatNobodyExpectedIsShownWithItsStack() {
        assertThat(StartTrouble.describe(new IllegalStateException("odd")))
                .anySatisfy(line -> assertThat(line).contains("odd", "\tat "));
    }
}
