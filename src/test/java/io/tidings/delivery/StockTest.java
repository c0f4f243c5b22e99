package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.relevance.Gate;
import io.tidings.relevance.Offers.Offering;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StockTest {

    @Test
    void everyListThatGatesCanMakeIsPrintedAhead() {
        Offering chain = new Offering(
                "default",
                1,
                List.of("c", "b", "a"),
                List.of(new Gate("b", 1, 50), new Gate("c", 1, 10)),
                new TreeMap<>(Map.of("b", set("c"), "a", set("b", "c"))));
        assertThat(Stock.ahead(chain)).containsExactlyInAnyOrder(List.of("c"), List.of("b"), List.of("a"));
        assertThat(Stock.ahead(alone(4))).hasSize(16);
        IntStream.range(0, 16)
                .forEach(i -> assertThat(Stock.ahead(alone(4))).contains(alone(4).to(BitSet.valueOf(new long[] {i}))));
        assertThat(Stock.ahead(new Offering("default", 1, List.of("a")))).containsExactly(List.of("a"));
    }

    @Test
    void manyGatesAtOnceArePrintedAheadOnlyInPart() {
        assertThat(Stock.ahead(alone(30))).hasSize(16).contains(alone(30).updates());
    }

    private static Offering alone(int gates) {
        List<String> ids =
                IntStream.range(10, 10 + gates).mapToObj(i -> "u" + i).toList();
        return new Offering(
                "default", 1, ids, ids.stream().map(id -> new Gate(id, 1, 50)).toList(), Collections.emptySortedMap());
    }

    private static SortedSet<String> set(String... ids) {
        return new TreeSet<>(List.of(ids));
    }
}
