package io.tidings.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void printsAsItWasRead() {
        assertThat(Version.parse("5.00.9128.1000")).hasToString("5.00.9128.1000");
    }

    @Test
    void minorPartIsReadWithOrWithoutItsZero() {
        assertThat(Version.parse("5.0.9058.1000")).isEqualTo(Version.parse("5.00.9058.1000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5.00.9128",
                "5.00.9128.1000.1",
                "5.00.9128.x",
                " 5.00.9128.1000",
                "5.00.9128.1000 ",
                "5.00.-1.1000",
                "5..9128.1000",
                "5.00.99999999999.1000",
                "٥.00.9128.1000",
                "2403"
            })
    void whatIsNotAVersionIsRefusedWithItsText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Version.parse(text))
                .withMessageContaining(text);
    }

    @Test
    void endlessTextIsQuotedShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Version.parse("9".repeat(100_000)))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(100));
    }

    @ParameterizedTest
    @CsvSource({
        "5.00.9128.1000, 5.00.9122.1000",
        "5.00.9128.1007, 5.00.9128.1000",
        "5.00.9128.10000, 5.00.9128.9999",
        "5.00.10000.1, 5.00.9999.1",
        "5.01.1.1, 5.00.9999.9",
        "6.00.0.0, 5.99.9.9"
    })
    void partsAreComparedAsNumbers(String newer, String older) {
        assertThat(Version.parse(newer).isNewerThan(Version.parse(older))).isTrue();
        assertThat(Version.parse(older).isNewerThan(Version.parse(newer))).isFalse();
    }

    @Test
    void hotfixLevelIsTheSameBuild() {
        assertThat(Version.parse("5.00.9128.1000").sameBuild(Version.parse("5.00.9128.1037")))
                .isTrue();
        assertThat(Version.parse("5.00.9128.1000").sameBuild(Version.parse("5.00.9132.1000")))
                .isFalse();
    }

    @Property
    void printedVersionReadsBackEqual(
            @ForAll @IntRange(max = 99) int major,
            @ForAll @IntRange(max = 999) int minor,
            @ForAll @IntRange(max = 99_999) int build,
            @ForAll @IntRange(max = 99_999) int revision) {
        var version = new Version(major, minor, build, revision);
        assertThat(Version.parse(version.toString())).isEqualTo(version);
    }
}
