package io.tidings.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    private static final String TAG = "\"4a-7\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"4a-7\"",
                "W/\"4a-7\"",
                "*",
                " * ",
                "\"x\",\"4a-7\"",
                "\"x\" , W/\"y\" ,\t\"4a-7\"",
                "\"with,comma\", \"4a-7\"",
                "\"4a-7\", \"broken",
                ",, \"x\",,\"4a-7\""
            })
    void headerThatNamesTheTagMatches(String header) {
        assertThat(EntityTags.name(header, TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "4a-7",
                "\"4a-7",
                "\"4a\"",
                "\"4a-77\"",
                "w/\"4a-7\"",
                "\"x\" \"4a-7\"",
                "*, \"x\"",
                "W/",
                "\"x\";\"4a-7\""
            })
    void otherOrBrokenHeaderDoesNotMatch(String header) {
        assertThat(EntityTags.name(header, TAG)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"4a-7\"", "*", "\"x\", W/\"4a-7\", \"4a-7\""})
    void whoNamesTheTagMayPass(String header) {
        assertThat(EntityTags.allow(header, TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"x\"", "W/\"4a-7\"", "4a-7", "\"x\", W/\"4a-7\""})
    void whoNamesAnotherOrAWeakTagMayNot(String header) {
        assertThat(EntityTags.allow(header, TAG)).isFalse();
    }

    @Test
    void absentHeaderNamesNothing_andLetsPass() {
        assertThat(EntityTags.name(null, TAG)).isFalse();
        assertThat(EntityTags.allow(null, TAG)).isTrue();
    }
}
