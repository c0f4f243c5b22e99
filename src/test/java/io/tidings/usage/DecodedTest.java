package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.fleet.Fleet;
import io.tidings.protocol.UsageReport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What can be said of a report by the clock alone. */
class DecodedTest {
    private static final UsageReport REPORT = new Fleet(1).report(1, 1);

    @Test
    void clocksMayDifferByADay_andNotByASecondMore() {
        Instant dayBefore = REPORT.collectedAt().minus(Duration.ofHours(24));
        assertThat(decoded(dayBefore)).isInstanceOf(Decoded.Good.class);
        assertThat(decoded(dayBefore.minusSeconds(1))).isEqualTo(new Decoded.Bad(new UsageFault.FromTheFuture()));
    }

    private static Decoded decoded(Instant now) {
        return Decoded.of(Arrival.of(REPORT.toJson(), "test", now), now);
    }
}
