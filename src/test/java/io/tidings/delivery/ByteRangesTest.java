package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.delivery.ByteRanges.Part;
import io.tidings.delivery.ByteRanges.Parts;
import io.tidings.delivery.ByteRanges.Unsatisfiable;
import io.tidings.delivery.ByteRanges.Whole;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 99",
        "bytes=10-19, 10, 19",
        "bytes=90-500, 90, 99",
        "bytes=-1, 99, 99",
        "bytes=-500, 0, 99",
        "BYTES= 5-6 , 5, 6"
    })
    void onePieceIsCutToTheFile(String header, long from, long to) {
        assertThat(ByteRanges.of(header, 100)).isEqualTo(new Parts(List.of(new Part(from, to))));
    }

    @Test
    void severalPiecesKeepTheirOrder_unsatisfiableOnesAreLeftOut() {
        assertThat(ByteRanges.of("bytes=50-59, 0-4,200-300,-1", 100))
                .isEqualTo(new Parts(List.of(new Part(50, 59), new Part(0, 4), new Part(99, 99))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void pieceBehindTheEndIsUnsatisfiable(String header) {
        assertThat(ByteRanges.of(header, 100)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items=0-1",
                "bytes=",
                "bytes=,",
                "bytes=5",
                "bytes=-",
                "bytes=9-5",
                "bytes=a-b",
                "bytes=0-1,x",
                "bytes=0x1-2",
                "bytes=--5",
                "bytes=1-99999999999999999999999"
            })
    void brokenHeaderIsIgnored(String header) {
        assertThat(ByteRanges.of(header, 100)).isEqualTo(new Whole());
    }

    @Test
    void thousandPiecesAreAnsweredWhole() {
        String header =
                IntStream.range(0, 1000).mapToObj(i -> i + "-" + i).collect(Collectors.joining(",", "bytes=", ""));
        assertThat(ByteRanges.of(header, 5000)).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-,0-", "bytes=0-59,50-", "bytes=-100,0-0"})
    void piecesThatAreMoreThanTheFileAreAnsweredWhole(String header) {
        assertThat(ByteRanges.of(header, 100)).isEqualTo(new Whole());
    }

    @Test
    void piecesThatOverlapALittleAreSentAsTheyWereAskedFor() {
        assertThat(ByteRanges.of("bytes=0-59,50-79", 100))
                .isEqualTo(new Parts(List.of(new Part(0, 59), new Part(50, 79))));
    }

    @Test
    void emptyFileHasNoSatisfiablePiece() {
        assertThat(ByteRanges.of("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRanges.of("bytes=-5", 0)).isEqualTo(new Unsatisfiable());
        assertThat(ByteRanges.of(null, 0)).isEqualTo(new Whole());
    }
}
