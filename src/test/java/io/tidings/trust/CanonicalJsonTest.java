package io.tidings.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void keysAreSortedAndBlanksAreLeftOut() {
        assertThat(signed("{\"b\" : [1, true, null], \"a\": {\"z\": -2, \"B\": \"x\"}}"))
                .isEqualTo("{\"a\":{\"B\":\"x\",\"z\":-2},\"b\":[1,true,null]}");
    }

    @Test
    void keysAreSortedByCodePoint() {
        assertThat(signed("{\"\uD83D\uDE00\":1,\"\uFFEE\":2}")).isEqualTo("{\"\uFFEE\":2,\"\uD83D\uDE00\":1}");
    }

    @Test
    void onlyQuotesAndBackslashesAreEscapedInWhatIsSigned() {
        assertThat(signed("{\"a\":\"line\\nnext \\\"\\\\ \\u00e9\"}")).isEqualTo("{\"a\":\"line\nnext \\\"\\\\ é\"}");
    }

    @Test
    void aFileIsOrdinaryJson() {
        var file = CanonicalJson.text(Map.of("a", "line\nnext\u0001"));
        assertThat(file).asString().isEqualTo("{\"a\":\"line\\nnext\\u0001\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,}",
                "[1 2]",
                "1.5",
                "1e3",
                "01",
                "-",
                "-0",
                "12345678901234567890",
                "tru",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "\"open",
                "nul"
            })
    void whatCouldBeReadInTwoWaysIsRefused(String text) {
        assertThatThrownBy(() -> signed(text)).isInstanceOf(Untrusted.class);
    }

    @Test
    void depthHasALimit() {
        assertThatThrownBy(() -> signed("[".repeat(40) + "]".repeat(40))).isInstanceOf(Untrusted.class);
    }

    @Test
    void brokenUtf8IsRefused() {
        assertThatThrownBy(() -> JsonText.parse(new byte[] {'"', (byte) 0xc3, '"'}))
                .isInstanceOf(Untrusted.class);
    }

    @Property
    void whatIsWrittenReadsBackTheSame(@ForAll("texts") String key, @ForAll("texts") String text, @ForAll int number) {
        var value = Map.of(key, List.of(text, (long) number, Map.of(text, true)));
        assertThat(JsonText.parse(CanonicalJson.text(value))).isEqualTo(value);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(12);
    }

    private static String signed(String json) {
        return new String(
                CanonicalJson.toSign(JsonText.parse(json.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
    }

    @Test
    void aListIsNoObject() {
        assertThatThrownBy(() -> Fields.of("metadata", List.of())).isInstanceOf(Untrusted.class);
    }
}
