package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.usage.RejectedTopic.Filter;
import io.tidings.usage.RejectedTopic.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Reading goes on as long as it comes further, and no longer. */
class RejectedTopicTest {
    private static final TopicPartition PLACE = new TopicPartition(Topics.REJECTED, 0);
    private static final Filter ALL = new Filter(null, null, null, null);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void anEndThatIsNeverReachedEndsTheReading() {
        assign();
        add(0);
        assertThatThrownBy(() -> RejectedTopic.scan(consumer, upTo(2), ALL, 10)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void anEndThatIsLateIsReached() {
        assign();
        for (int i = 0; i < 50; i++) {
            consumer.schedulePollTask(() -> {});
        }
        consumer.schedulePollTask(() -> add(0));
        for (int i = 0; i < 50; i++) {
            consumer.schedulePollTask(() -> {});
        }
        consumer.schedulePollTask(() -> add(1));
        assertThat(RejectedTopic.scan(consumer, upTo(2), ALL, 10).records()).hasSize(2);
    }

    @Test
    void whatIsOlderThanTheBeginningIsLeftOut_alsoBehindIt() {
        assign();
        long offset = 0;
        for (long time : new long[] {2_000, 1_000, 3_000}) {
            consumer.addRecord(new ConsumerRecord<>(
                    PLACE.topic(),
                    0,
                    offset++,
                    time,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    new byte[0],
                    new byte[0],
                    new RecordHeaders(),
                    Optional.empty()));
        }
        Filter filter = new Filter(null, null, Instant.ofEpochMilli(2_000), null);
        assertThat(RejectedTopic.scan(consumer, upTo(3), filter, 10).records())
                .extracting(ConsumerRecord::timestamp)
                .containsExactlyInAnyOrder(2_000L, 3_000L);
    }

    private void assign() {
        consumer.assign(List.of(PLACE));
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
        consumer.seek(PLACE, 0);
    }

    private static Stretch upTo(long end) {
        return new Stretch(Map.of(PLACE, 0L), Map.of(PLACE, end));
    }

    private void add(long offset) {
        consumer.addRecord(new ConsumerRecord<>(PLACE.topic(), 0, offset, new byte[0], new byte[0]));
    }
}
