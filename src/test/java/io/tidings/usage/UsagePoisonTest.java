package io.tidings.usage;

import static io.tidings.usage.RejectedRecords.header;
import static io.tidings.usage.RejectedRecords.isOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.fleet.Breakage;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.FleetLine;
import io.tidings.hierarchy.Observatory;
import io.tidings.protocol.UsageReport;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that nobody can use: none stops a partition, and none disappears. */
@QuarkusTest
class UsagePoisonTest {
    @Inject
    Observatory observatory;

    private final Fleet fleet = new Fleet(System.nanoTime());
    private final FleetLine line = new FleetLine(EmbeddedServices.kafka().bootstrapServers());

    @AfterEach
    void hangUp() {
        line.close();
    }

    @Test
    void poisonStopsNothing_andNoneOfItDisappears() {
        String marker = UUID.randomUUID().toString();
        List<UsageReport> good = fleet.week(120, 3).skip(100).toList();
        for (int i = 0; i < 10_000; i++) {
            line.send(null, (marker + " is not JSON " + i).getBytes(UTF_8));
            if (i % 500 == 0) {
                UsageReport report = good.get(i / 500);
                line.send(report.hierarchyId(), report.toJson());
            }
        }
        line.flush();
        observatory.awaitTaken(good.toArray(UsageReport[]::new));
        List<ConsumerRecord<byte[], byte[]>> rejected = RejectedRecords.await(
                10_000, record -> record.value() != null && new String(record.value(), UTF_8).startsWith(marker));
        assertThat(rejected).hasSize(10_000);
        assertThat(rejected).allSatisfy(record -> {
            assertThat(header(record, "reason")).isEqualTo("not-json");
            assertThat(header(record, "source-topic")).isEqualTo("usage-data");
            assertThat(header(record, "source-offset")).matches("\\d+");
            assertThat(header(record, "received-at")).isNotBlank();
        });
    }

    @ParameterizedTest
    @EnumSource(Breakage.class)
    void everySpoiltRecordIsKeptUntouchedWithItsReason_andTheNextIsTaken(Breakage breakage) {
        UsageReport spoilt = fleet.report(200, 1);
        byte[] value = breakage.spoil(spoilt);
        UsageReport next = fleet.report(200, 2);
        line.send(breakage.key(spoilt), value);
        line.send(next.hierarchyId(), next.toJson());
        line.flush();

        ConsumerRecord<byte[], byte[]> kept = RejectedRecords.await(1, record -> isOf(record, breakage.key(spoilt)))
                .getFirst();
        assertThat(header(kept, "reason")).isEqualTo(breakage.reason());
        assertThat(header(kept, "source-topic")).isEqualTo(Topics.USAGE);
        assertThat(kept.value()).isEqualTo(value == null ? new byte[0] : value);
        observatory.awaitTaken(next);
    }
}
