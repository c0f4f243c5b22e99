package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZip",
                "x-gzip",
                "br, gzip",
                "gzip;q=1.0, identity; q=0.5, *;q=0",
                "gzip;q=0.001",
                "br;q=1.0, gzip ; Q=0.8 , *;q=0.1",
                "*",
                "*;q=0.5, identity;q=0",
                "identity;q=0.5, *;q=0.5",
                "gzip;q=nonsense",
                ",,gzip,"
            })
    void gzipIsTaken(String header) {
        assertThat(Encodings.acceptGzip(header)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "identity",
                "br, zstd",
                "gzip;q=0",
                "gzip;q=0.",
                "gzip;q=0.000",
                "gzip; q=0, *",
                "*, gzip;q=0",
                "*;q=0",
                "gzip;q=0.5, identity",
                "identity;q=0.9, gzip;q=0.8",
                "identity, *;q=0.5",
                "gzipped",
                ";q=1"
            })
    void theBytesAreTakenAsTheyAre(@Nullable String header) {
        assertThat(Encodings.acceptGzip(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ",", ";"})
    void aListWithoutAnEndIsReadToItsEnd(String element) {
        assertThat(Encodings.acceptGzip((element + ",").repeat(10_000) + "gzip"))
                .isTrue();
    }
}
