package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.hierarchy.Bucket;
import io.tidings.relevance.Offers.Offering;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One standing, and hierarchies inside and outside of gates. */
class OfferingTest {

    /** c replaces b, b replaces a; b and c are being rolled out; d stands alone and is rolled out too. */
    private static final Offering CHAIN = new Offering(
            "default",
            7,
            List.of("d", "c", "b", "a", "e"),
            List.of(new Gate("b", 1, 50), new Gate("c", 1, 10), new Gate("d", 2, 20)),
            new TreeMap<>(Map.of("b", new TreeSet<>(Set.of("c")), "a", new TreeSet<>(Set.of("b", "c")))));

    @ParameterizedTest
    @CsvSource({
        "'', 'a e'",
        "'b', 'b e'",
        "'c', 'c e'",
        "'b c', 'c e'",
        "'d', 'd a e'",
        "'b d', 'd b e'",
        "'b c d', 'd c e'"
    })
    void whoIsOutsideGetsTheNewestThatIsLeft(String inside, String offered) {
        var gates = new BitSet();
        for (int i = 0; i < CHAIN.gates().size(); i++) {
            gates.set(i, inside.contains(CHAIN.gates().get(i).update()));
        }
        assertThat(CHAIN.to(gates)).containsExactly(offered.split(" "));
    }

    @Test
    void whatTheStandingIsOfferedIsWhatIsOfferedInsideAllGates() {
        assertThat(CHAIN.updates()).containsExactly("d", "c", "e");
        assertThat(new Offering("default", 1, List.of("b", "a")).updates()).containsExactly("b", "a");
    }

    @Property
    void hierarchyIsInsideWhileItsBucketLiesBelowTheShare(
            @ForAll String hierarchyId, @ForAll @IntRange(max = 99) int percent) {
        assertThat(new Gate("u", 1, percent).lets(hierarchyId)).isEqualTo(Bucket.of(hierarchyId, "u") < percent * 100);
    }

    @Test
    void theLastBucketOfAShareIsInside_andTheNextIsNot() {
        assertThat(new Gate("u", 1, 30).lets(hierarchyIn(2_999))).isTrue();
        assertThat(new Gate("u", 1, 30).lets(hierarchyIn(3_000))).isFalse();
        assertThat(new Gate("u", 0, 0).lets(hierarchyIn(0))).isFalse();
    }

    private static String hierarchyIn(int bucket) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "h" + i)
                .filter(id -> Bucket.of(id, "u") == bucket)
                .findFirst()
                .orElseThrow();
    }

    @Property
    void whoIsInsideStaysInsideWhenTheShareGrows(
            @ForAll String hierarchyId, @ForAll @IntRange(max = 99) int percent, @ForAll @IntRange(max = 99) int more) {
        var before = new Gate("u", 1, Math.min(percent, more)).lets(hierarchyId);
        assertThat(!before || new Gate("u", 2, Math.max(percent, more)).lets(hierarchyId))
                .isTrue();
    }

    @Property
    void somethingIsOfferedWhateverTheGatesSay(@ForAll String hierarchyId) {
        assertThat(CHAIN.to(hierarchyId)).contains("e").containsAnyOf("a", "b", "c");
    }

    @Test
    void readsBackEqual() {
        assertThat(Offering.kept("default", 7, CHAIN.possible(), CHAIN.division()))
                .isEqualTo(CHAIN);
        assertThat(new Offering("default", 7, List.of("a")).division()).isNull();
    }
}
