package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MarkedTest {

    private static final int PAGE = 3;
    private static final Mark START = new Mark(1, "");

    private static Marked<String> found(long transaction, String row, boolean settled) {
        return new Marked<>(new Mark(transaction, row), row, settled);
    }

    @Example
    void whatIsSettledIsKept() {
        var page = List.of(found(2, "a", true), found(2, "b", true), found(3, "c", false));
        assertThat(Marked.settled(START, START, page)).isEqualTo(new Mark(2, "b"));
    }

    @Example
    void aLookThatPassedSomethingUnsettledKeepsNoMore() {
        var passed = new Mark(5, "x");
        assertThat(Marked.settled(START, passed, List.of(found(5, "y", true))))
                .as("it is settled by now, and so is what came before it while nobody looked")
                .isEqualTo(START);
    }

    /** Transactions that end at any time between the pages of looks: in the end whoever follows has seen every row. */
    @Property
    void nothingIsPassedOver(@ForAll long seed) {
        var random = new Random(seed);
        List<Marked<String>> rows = new ArrayList<>();
        Set<Long> open = new HashSet<>();
        for (long transaction = 2; transaction < 8; transaction++) {
            open.add(transaction);
            for (int row = 0; row <= random.nextInt(5); row++) {
                rows.add(found(transaction, transaction + "-" + row, false));
            }
        }
        Set<String> seen = new HashSet<>();
        Mark kept = START;
        for (int look = 0; look < 20; look++) {
            Mark after = kept;
            boolean more = true;
            while (more) {
                var page = page(rows, open, after);
                page.forEach(row -> seen.add(row.value()));
                kept = Marked.settled(kept, after, page);
                more = page.size() == PAGE;
                after = more ? page.getLast().mark() : after;
                open.removeIf(transaction -> random.nextInt(6) == 0);
            }
            if (look == 18) {
                open.clear();
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        rows.stream().map(Marked::value).toList());
    }

    private static List<Marked<String>> page(List<Marked<String>> rows, Set<Long> open, Mark after) {
        long oldest = open.stream().min(Comparator.naturalOrder()).orElse(Long.MAX_VALUE);
        return rows.stream()
                .filter(row -> !open.contains(row.mark().transaction()))
                .filter(row -> row.mark().transaction() > after.transaction()
                        || (row.mark().transaction() == after.transaction()
                                && row.mark().row().compareTo(after.row()) > 0))
                .limit(PAGE)
                .map(row ->
                        found(row.mark().transaction(), row.value(), row.mark().transaction() < oldest))
                .toList();
    }
}
