package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that cannot work is named before anything starts, with what was expected. */
class UsageBoundsTest {

    @ParameterizedTest
    @CsvSource({
        "partitions, 0, a whole number from 1 to 10000",
        "partitions, 10001, a whole number from 1 to 10000",
        "replicas, 0, a whole number from 1 to 100",
        "replicas, -2, a whole number from 1 to 100",
        "acknowledge-within, PT0.09S, a duration from PT0.1S to PT5M",
        "acknowledge-within, PT1H, a duration from PT0.1S to PT5M",
        "most-waiting, 0, a whole number from 1 to 1000000",
        "rejected-kept, PT59M, a duration from PT1H to PT87600H",
        "rejected-kept, P3651D, a duration from PT1H to PT87600H",
        "most-bytes-waiting, 20971519, a whole number from 20971520 to 1073741824",
        "most-bytes-waiting, 1073741825, a whole number from 20971520 to 1073741824",
        "commit-within, PT0.09S, a duration from PT0.1S to PT5M",
        "commit-within, PT6M, a duration from PT0.1S to PT5M",
        "retry-after, PT0S, a duration from PT1S to PT24H",
        "replay-at-most, 0, a whole number from 1 to 1000000"
    })
    void whatCannotWorkIsNamed(String setting, String value, String expected) {
        assertThatThrownBy(() -> UsageBounds.check(settings(setting, value)))
                .hasMessageStartingWith("tidings.usage." + setting + " must be " + expected + ", not ");
    }

    @Test
    void theDefaultsWork() {
        assertThatCode(() -> UsageBounds.check(settings("replicas", "-1"))).doesNotThrowAnyException();
    }

    private static UsageSettings settings(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(UsageSettings.class)
                .withDefaultValue("tidings.usage." + name, value)
                .build()
                .getConfigMapping(UsageSettings.class);
    }
}
