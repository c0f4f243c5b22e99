package io.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.hierarchy.Bucket;
import io.tidings.relevance.Gate;
import io.tidings.relevance.Offers.Offering;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void whoGoesThroughAGateIsTold_andNobodyElse() {
        Growth step = new Growth(gated(10), gated(60));
        assertThat(step.isNone()).isFalse();
        IntStream.range(0, 100).mapToObj(i -> "h" + i).forEach(id -> {
            int bucket = Bucket.of(id, "u");
            assertThat(step.to(id)).isEqualTo(bucket >= 1000 && bucket < 6000 ? List.of("u") : List.of());
        });
    }

    @Test
    void nothingGrowsWhereNothingIsAdded() {
        assertThat(new Growth(gated(10), gated(10)).isNone()).isTrue();
        assertThat(new Growth(same("a", "b"), same("b")).isNone()).isTrue();
        assertThat(new Growth(same("a"), same("a", "b")).isNone()).isFalse();
        assertThat(new Growth(same("a"), same("a", "b")).to("h")).containsExactly("b");
    }

    private static Offering same(String... updates) {
        return new Offering("default", 1, List.of(updates));
    }

    private static Offering gated(int percent) {
        return new Offering(
                "default", 1, List.of("u", "v"), List.of(new Gate("u", 1, percent)), Collections.emptySortedMap());
    }
}
