package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What counts as waiting: what lies there, and is not committed. */
class UsageLagTest {
    private static final TopicPartition ONE = new TopicPartition(Topics.USAGE, 1);
    private static final TopicPartition TWO = new TopicPartition(Topics.USAGE, 2);

    @Test
    void whatIsNotCommittedWaits_inAllPartitions() {
        assertThat(UsageLag.between(Map.of(ONE, 0L, TWO, 0L), Map.of(ONE, 7L, TWO, 0L), Map.of(ONE, 10L, TWO, 5L)))
                .isEqualTo(8);
        assertThat(UsageLag.between(Map.of(ONE, 0L), Map.of(), Map.of(ONE, 10L)))
                .isEqualTo(10);
    }

    @Test
    void whatKafkaHasDeletedDoesNotWait() {
        assertThat(UsageLag.between(Map.of(ONE, 100L), Map.of(), Map.of(ONE, 100L)))
                .isZero();
        assertThat(UsageLag.between(Map.of(ONE, 100L), Map.of(ONE, 40L), Map.of(ONE, 130L)))
                .isEqualTo(30);
    }
}
