package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {

    private static final int HIERARCHIES = 100_000;

    /** By {@code sha256sum} and a pocket calculator: a hierarchy must stay where it is through every change of this program. */
    @ParameterizedTest
    @CsvSource({
        "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo, 37864969, 6452",
        "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo, 28204160, 7289",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, 37864969, 567",
        "'', '', 5113"
    })
    void staysForEver(String hierarchyId, String subject, int bucket) {
        assertThat(Bucket.of(hierarchyId, subject)).isEqualTo(bucket);
    }

    @Test
    void bucketsAreOfEqualSize() {
        int[] tenths = new int[10];
        IntStream.range(0, HIERARCHIES).forEach(i -> tenths[Bucket.of("hierarchy-" + i, "update") / 1000]++);
        // five standard deviations of a fair draw
        assertThat(tenths).satisfies(all -> assertThat(IntStream.of(all)).allMatch(n -> Math.abs(n - 10_000) < 475));
    }

    @Test
    void subjectsAreDrawnIndependently() {
        long inBoth = IntStream.range(0, HIERARCHIES)
                .filter(i -> Bucket.of("hierarchy-" + i, "one") < 3_000 && Bucket.of("hierarchy-" + i, "other") < 3_000)
                .count();
        assertThat(inBoth).as("three tenths of three tenths").isBetween(8_550L, 9_450L);
    }

    @Property
    void liesAmongThem(@ForAll String hierarchyId, @ForAll String subject) {
        assertThat(Bucket.of(hierarchyId, subject)).isBetween(0, Bucket.COUNT - 1);
    }
}
