package io.tidings.usage;

import static io.tidings.usage.RejectedRecords.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.tidings.hierarchy.Observatory;
import io.tidings.hierarchy.Outcome;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the database refuses stands alone in the end: the others of its batch are taken, and it is kept with its reason. */
@QuarkusTest
class UnstorableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    UsageIntake intake;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void oneThatCannotBeStoredHoldsUpNoOther(int place) {
        UsageReport bad = fleet.report(9, 1);
        UsageReport[] batch = new UsageReport[5];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = i == place ? bad : fleet.report(10 + i, 1);
        }
        try (RefusedRow refused = new RefusedRow(pool, bad.reportId(), "22P02")) {
            assertThat(refused).isNotNull();
            List<Receipt> receipts = accept(batch);
            for (int i = 0; i < batch.length; i++) {
                assertThat(receipts.get(i))
                        .isEqualTo(
                                i == place
                                        ? new Receipt.Refused(new UsageFault.Unstorable("22P02"))
                                        : new Receipt.Accepted(
                                                batch[i].reportId(), batch[i].hierarchyId(), Outcome.TAKEN));
            }
        }
        var kept = RejectedRecords.await(1, record -> RejectedRecords.isOf(record, bad.hierarchyId()));
        assertThat(kept).singleElement().satisfies(one -> {
            assertThat(header(one, "reason")).isEqualTo("unstorable");
            assertThat(header(one, "detail")).endsWith("22P02");
            assertThat(one.value()).isEqualTo(bad.toJson());
        });
        assertThat(observatory.knows(bad)).isFalse();
    }

    @Test
    void thoseThatCannotBeStoredAreEachRefused() {
        UsageReport bad = fleet.report(20, 1);
        try (RefusedRow refused = new RefusedRow(pool, bad.reportId(), "23514")) {
            assertThat(refused).isNotNull();
            assertThat(accept(bad, fleet.report(21, 1), bad))
                    .extracting(receipt -> receipt instanceof Receipt.Refused)
                    .containsExactly(true, false, true);
        }
    }

    private List<Receipt> accept(UsageReport... reports) {
        return intake.accept(Stream.of(reports)
                        .map(report -> new Arrival(
                                report.toJson(),
                                report.hierarchyId().getBytes(UTF_8),
                                Map.of(),
                                Arrival.Origin.of("test"),
                                Instant.now()))
                        .toList())
                .await()
                .atMost(PATIENCE);
    }
}
