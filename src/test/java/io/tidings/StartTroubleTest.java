package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.net.BindException;
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

    @Test
    void whatNobodyExpectedIsShownWithItsStack() {
        assertThat(StartTrouble.describe(new IllegalStateException("odd")))
                .anySatisfy(line -> assertThat(line).contains("odd", "\tat "));
    }
}
