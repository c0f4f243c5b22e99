package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written at once and what is found out afterwards: the rows are as if each report had come alone. */
@QuarkusTest
class ObservationRowsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID PACKAGE = UUID.fromString("5b8886c7-f967-4f8a-92aa-009e28368853");

    @Inject
    Hierarchies hierarchies;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    void whatCameTooLateIsKnownAndEmpty() {
        assertThat(observatory.observe(week(5))).containsExactly(Outcome.TAKEN);
        assertThat(observatory.observe(week(3))).containsExactly(Outcome.OUTDATED);
        assertThat(observatory.observe(week(3))).containsExactly(Outcome.DUPLICATE);
        assertThat(kept(week(3))).isEqualTo("false null");
        assertThat(kept(week(5))).startsWith("true {");
        assertThat(observatory.state(week(5)).reportId()).isEqualTo(week(5).reportId());
    }

    @Test
    void ofSeveralInABatchEachIsHeldAgainstWhatWasThere() {
        observatory.observe(week(5));
        assertThat(observatory.observe(week(7), week(4), week(6)))
                .containsExactly(Outcome.TAKEN, Outcome.OUTDATED, Outcome.TAKEN);
        assertThat(kept(week(4))).isEqualTo("false null");
        assertThat(kept(week(6))).startsWith("true {");
        assertThat(observatory.state(week(7)).reportId()).isEqualTo(week(7).reportId());
    }

    @Test
    void ofTwoOfOneMomentTheLaterStays_alsoWhenTheEarlierComesAgain() {
        UsageReport other = Variation.of(week(5))
                .reportId(UUID.randomUUID())
                .collectedAt(week(5).collectedAt())
                .report();
        assertThat(observatory.observe(week(5), other)).containsExactly(Outcome.TAKEN, Outcome.TAKEN);
        assertThat(observatory.observe(week(5))).containsExactly(Outcome.DUPLICATE);
        assertThat(observatory.state(other).reportId()).isEqualTo(other.reportId());
    }

    @Test
    void outcomesComeInTheOrderOfTheReports_whateverTheyAre() {
        UsageReport known = fleet.report(2, 5);
        UsageReport gone = fleet.report(3, 5);
        UsageReport late = fleet.report(4, 3);
        observatory.observe(known, gone, fleet.report(4, 5));
        observatory.erase(gone);
        assertThat(observatory.observe(late, gone, fleet.report(5, 5), known, fleet.report(3, 4)))
                .containsExactly(Outcome.OUTDATED, Outcome.ERASED, Outcome.TAKEN, Outcome.DUPLICATE, Outcome.ERASED);
        assertThat(observatory.knows(gone)).isFalse();
    }

    @Test
    void oneReportIdOfTwoHierarchiesIsTwoReports() {
        UsageReport same =
                Variation.of(fleet.report(6, 5)).reportId(week(5).reportId()).report();
        assertThat(observatory.observe(week(5), same)).containsExactly(Outcome.TAKEN, Outcome.TAKEN);
        assertThat(observatory.observe(same, week(5))).containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE);
    }

    @Test
    void servicingStatesGoWithTheReportThatDoesNotNameThem() {
        UsageReport.Servicing state = new UsageReport.Servicing(PACKAGE, 196_612, week(5).collectedAt());
        observatory.observe(Variation.of(week(5)).servicing(state).report());
        assertThat(observatory.state(week(5)).servicing())
                .extracting(Servicing::packageGuid)
                .containsExactly(PACKAGE);
        observatory.observe(Variation.of(week(6)).servicing().report());
        assertThat(observatory.state(week(6)).servicing()).isEmpty();
        observatory.observe(Variation.of(week(7)).servicing(state).report());
        assertThat(observatory.state(week(7)).servicing()).hasSize(1);
    }

    @Test
    void whatALowerLevelErasesStaysErased_whatAHigherOneBringsStays() {
        Map<String, String> items = Map.of("T001", "1", "T076", "2", "T302", "3");
        UsageReport full = Variation.of(week(5)).level(3).items(items).report();
        UsageReport basic = Variation.of(week(6)).level(1).items(items).report();
        UsageReport enhanced = Variation.of(week(7)).level(2).items(items).report();
        // the higher and the lower one in one batch, and the higher one first
        observatory.observe(full, basic);
        assertThat(kept(full)).isEqualTo("true {\"T001\": 1}");
        assertThat(kept(basic)).isEqualTo("true {\"T001\": 1}");
        observatory.observe(enhanced);
        UsageReport again = Variation.of(week(8)).level(2).items(items).report();
        observatory.observe(again);
        assertThat(kept(enhanced)).isEqualTo("true {\"T001\": 1, \"T076\": 2}");
        assertThat(kept(again)).isEqualTo("true {\"T001\": 1, \"T076\": 2}");
    }

    /** Levels of the weeks from the fifth on, and the level that is left of each in the history. */
    @ParameterizedTest
    @CsvSource({
        "3 1 3, 1 1 3",
        "3 2 3, 2 2 3",
        "3 1 2, 1 1 2",
        "3 2 1, 1 1 1",
        "2 1 3 2, 1 1 2 2",
        "3 2 1 3, 1 1 1 3",
        "3 1 2 3, 1 1 2 3",
        "3 2 3 1 2, 1 1 1 1 2",
        "3 2 3 2 3, 2 2 2 2 3"
    })
    void aLevelThatIsLoweredAndRaisedAgainErases_howeverTheWeeksAreCutIntoBatches(String levels, String left) {
        int weeks = levels.split(" ", -1).length;
        for (int cuts = 0; cuts < 1 << (weeks - 1); cuts++) {
            List<UsageReport> reports = leveled(levels, 100 + cuts);
            for (int from = 0, to = 1; to <= weeks; to++) {
                if (to == weeks || (cuts >> (to - 1) & 1) == 1) {
                    // within a batch they come in any order
                    List<UsageReport> batch = new ArrayList<>(reports.subList(from, to));
                    Collections.shuffle(batch, new Random(cuts));
                    observatory.observe(batch.toArray(UsageReport[]::new));
                    from = to;
                }
            }
            assertThat(reports.stream().map(this::keptLevel).collect(Collectors.joining(" ")))
                    .as("cuts " + Integer.toBinaryString(cuts))
                    .isEqualTo(left);
        }
    }

    @Test
    void aLowerLevelThatCameTooLateErasesNothing_norDoesOneThatIsKnown() {
        List<UsageReport> reports = leveled("1 3 1 3", 99);
        observatory.observe(reports.get(1));
        assertThat(observatory.observe(reports.get(0), reports.get(1), reports.get(3)))
                .containsExactly(Outcome.OUTDATED, Outcome.DUPLICATE, Outcome.TAKEN);
        assertThat(keptLevel(reports.get(1))).isEqualTo("3");
    }

    private List<UsageReport> leveled(String levels, int hierarchy) {
        List<UsageReport> reports = new ArrayList<>();
        for (String level : levels.split(" ", -1)) {
            reports.add(Variation.of(fleet.report(hierarchy, 5 + reports.size()))
                    .level(Integer.parseInt(level))
                    .items(Map.of("T001", "1", "T076", "2", "T302", "3"))
                    .report());
        }
        return reports;
    }

    /** By the highest item that is left. */
    private String keptLevel(UsageReport report) {
        String kept = kept(report);
        return kept.contains("T302") ? "3" : kept.contains("T076") ? "2" : "1";
    }

    @Test
    void aReportIsKnownByItsIdAndItsDay_inOneBatchAsInTwo() {
        UsageReport first = fleet.report(7, 5);
        UsageReport sameDay = again(first, Duration.ofMillis(-1));
        UsageReport nextDay = again(first, Duration.ofDays(1));
        assertThat(observatory.observe(first)).containsExactly(Outcome.TAKEN);
        assertThat(observatory.observe(sameDay)).containsExactly(Outcome.DUPLICATE);
        assertThat(observatory.observe(nextDay)).containsExactly(Outcome.TAKEN);
        UsageReport other = fleet.report(8, 5);
        assertThat(observatory.observe(other, again(other, Duration.ofMillis(-1)), again(other, Duration.ofDays(1))))
                .containsExactly(Outcome.TAKEN, Outcome.DUPLICATE, Outcome.TAKEN);
        assertThat(observatory.observe(again(other, Duration.ofDays(1)), again(other, Duration.ofDays(2))))
                .containsExactly(Outcome.DUPLICATE, Outcome.TAKEN);
    }

    /** The same id, collected at another time. */
    private static UsageReport again(UsageReport report, Duration later) {
        Instant noon = report.collectedAt().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        return Variation.of(report).collectedAt(noon.plus(later)).report();
    }

    @Test
    void twoBatchesThatBringTheSameHierarchyAtOnce_theNewerReportStays() {
        CompletableFuture<List<Outcome>> older =
                observatory.whileUnderWay(Seen.of(week(5)), () -> hierarchies.observe(List.of(Seen.of(week(4)))));
        assertThat(older.join()).containsExactly(Outcome.OUTDATED);
        assertThat(observatory.state(week(5)).reportId()).isEqualTo(week(5).reportId());
        assertThat(kept(week(4))).isEqualTo("false null");
    }

    private UsageReport week(int week) {
        return fleet.report(1, week);
    }

    /** Whether it was taken, and its items. */
    private String kept(UsageReport report) {
        Row row = pool.preparedQuery("select taken, items::text from hierarchy_report where hierarchy_id = $1"
                        + " and report_id = $2")
                .execute(Tuple.of(report.hierarchyId(), report.reportId()))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
        return row.getBoolean(0) + " " + row.getString(1);
    }
}
