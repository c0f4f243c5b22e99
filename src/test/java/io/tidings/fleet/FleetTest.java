package io.tidings.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.hierarchy.Observed;
import io.tidings.protocol.Reading;
import io.tidings.protocol.UsageReport;
import io.tidings.protocol.UsageReports;
import io.tidings.version.Version;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The fleet is the same again for the same seed, and its traffic is as bad as it says. */
class FleetTest {
    private static final long SEED = 11;
    private final Fleet fleet = new Fleet(SEED);

    @Test
    void theSameSeedGivesTheSameReports_inAnyOrder() {
        List<UsageReport> once = fleet.week(50, 7).toList();
        Fleet again = new Fleet(SEED);
        for (int hierarchy = 49; hierarchy >= 0; hierarchy--) {
            assertThat(again.report(hierarchy, 7)).isEqualTo(once.get(hierarchy));
        }
        assertThat(new Fleet(SEED + 1).report(0, 7)).isNotEqualTo(once.getFirst());
    }

    @Test
    void everyReportIsOfAHierarchyThatCanBe() {
        assertThat(fleet.week(2_000, 30)).allSatisfy(report -> {
            assertThat(UsageReports.read(report.toJson())).isEqualTo(new Reading.Read<>(report));
            assertThat(Observed.of(report, report.collectedAt())).isInstanceOf(Observed.Possible.class);
        });
    }

    @Test
    void hierarchiesUpgradeAndNeverGoBack() {
        int upgrades = 0;
        for (int hierarchy = 0; hierarchy < 200; hierarchy++) {
            Version before = version(hierarchy, 0);
            for (int week = 1; week < 30; week++) {
                Version now = version(hierarchy, week);
                assertThat(before.isNewerThan(now)).isFalse();
                upgrades += now.isNewerThan(before) ? 1 : 0;
                before = now;
            }
        }
        assertThat(upgrades).isGreaterThan(100);
    }

    private Version version(int hierarchy, int week) {
        return Version.parse(fleet.report(hierarchy, week).sites().getFirst().version());
    }

    @Test
    void trafficIsTheSameAgain_twiceSpoiltAndOutOfOrder() {
        List<Traffic.Posting> traffic = traffic().toList();
        assertThat(traffic().toList()).isEqualTo(traffic);
        List<UsageReport> whole = traffic.stream()
                .filter(one -> one.breakage() == null)
                .map(Traffic.Posting::report)
                .toList();
        assertThat(new HashSet<>(whole)).hasSize(3_000).hasSizeLessThan(whole.size());
        assertThat(traffic).extracting(Traffic.Posting::breakage).contains(Breakage.TOMBSTONE, Breakage.NOT_UTF8);
        assertThat(whole).isNotEqualTo(weeks().toList());
        long late = IntStream.range(1, whole.size())
                .filter(i ->
                        whole.get(i).collectedAt().isBefore(whole.get(i - 1).collectedAt()))
                .count();
        assertThat(late).isPositive();
    }

    private Stream<Traffic.Posting> traffic() {
        return new Traffic(SEED, 10, 10).of(weeks());
    }

    private Stream<UsageReport> weeks() {
        return IntStream.range(1, 31).boxed().flatMap(week -> fleet.week(100, week));
    }
}
