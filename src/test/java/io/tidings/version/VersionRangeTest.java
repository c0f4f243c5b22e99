package io.tidings.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {

    private static final Version LEAST = Version.parse("5.00.9106.1000");
    private static final Version GREATEST = Version.parse("5.00.9132.1009");

    @ParameterizedTest
    @CsvSource({
        "5.00.9106.1000, true",
        "5.00.9132.1009, true",
        "5.00.9122.1033, true",
        "5.00.9106.999, false",
        "5.00.9132.1010, false"
    })
    void bothEndsBelongToTheRange(String version, boolean inside) {
        assertThat(VersionRange.of(LEAST, GREATEST).contains(Version.parse(version)))
                .isEqualTo(inside);
    }

    @Test
    void upsideDownIsRefused() {
        var newer = GREATEST;
        var older = LEAST;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionRange.of(newer, older))
                .withMessageContaining("upside down");
    }

    @Test
    void buildRangeHoldsEveryHotfixLevel() {
        var build = VersionRange.ofBuild(Version.parse("5.00.9128.1005"));
        assertThat(build.contains(Version.parse("5.00.9128.1037"))).isTrue();
        assertThat(build.contains(Version.parse("5.00.9128.0"))).isTrue();
        assertThat(build.contains(Version.parse("5.00.9132.1000"))).isFalse();
    }

    @Test
    void openEndsSaySo() {
        assertThat(VersionRange.atLeast(LEAST)).hasToString("5.00.9106.1000 or later");
        assertThat(VersionRange.atMost(GREATEST)).hasToString("5.00.9132.1009 or earlier");
        assertThat(VersionRange.atLeast(LEAST).overlaps(VersionRange.atMost(GREATEST)))
                .isTrue();
        assertThat(VersionRange.atLeast(GREATEST).overlaps(VersionRange.atMost(LEAST)))
                .isFalse();
    }
}
