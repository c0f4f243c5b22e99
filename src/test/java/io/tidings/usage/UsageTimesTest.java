package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.hierarchy.Observatory;
import io.tidings.hierarchy.Outcome;
import io.tidings.hierarchy.Servicing;
import io.tidings.protocol.UsageReport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times at the ends of what a report can say: none of them is a fault of ours. */
@QuarkusTest
class UsageTimesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    UsageIntake intake;

    @Inject
    Observatory observatory;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1700-01-01T00:00:00Z"})
    void aReportOfAnAgeThatNobodyMeasuresIsTaken(String longAgo) {
        UsageReport old = Variation.of(fleet.report(33, 1))
                .collectedAt(Instant.parse(longAgo))
                .report();
        Arrival arrival = Arrival.of(old.toJson(), "test", Instant.EPOCH);
        assertThat(accept(arrival)).containsExactly(Outcome.TAKEN);
        assertThat(observatory.state(old).collectedAt()).isEqualTo(old.collectedAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.5Z"})
    void aTimeOfWhateverYearIsGivenBack(String time) {
        UsageReport.Servicing state = new UsageReport.Servicing(UUID.randomUUID(), 196_612, Instant.parse(time));
        UsageReport report = Variation.of(fleet.report(34, 1)).servicing(state).report();
        accept(Arrival.of(report.toJson(), "test", Instant.now()));
        assertThat(observatory.state(report).servicing())
                .containsExactly(new Servicing(state.packageGuid(), state.state(), state.at()));
    }

    private List<Outcome> accept(Arrival arrival) {
        return intake.accept(List.of(arrival)).await().atMost(PATIENCE).stream()
                .map(Receipt.Accepted.class::cast)
                .map(Receipt.Accepted::outcome)
                .toList();
    }
}
