package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.hierarchy.Move;
import io.tidings.hierarchy.Observatory;
import io.tidings.hierarchy.Outcome;
import io.tidings.hierarchy.Standing;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The intake with a real database: each report has its effect once, and the newest of a hierarchy is its state. */
@QuarkusTest
class UsageIntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    UsageIntake intake;

    @Inject
    Hierarchies hierarchies;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    void theSameReportAThousandTimesHasOneEffect() {
        UsageReport report = fleet.report(1, 1);
        List<Receipt> receipts = accept(Collections.nCopies(1_000, report));
        assertThat(outcomes(receipts)).containsOnlyOnce(Outcome.TAKEN).contains(Outcome.DUPLICATE);
        assertThat(outcomes(accept(List.of(report)))).containsExactly(Outcome.DUPLICATE);
        assertThat(observatory.state(report).reportId()).isEqualTo(report.reportId());
    }

    @Test
    void olderReportChangesNothing() {
        accept(List.of(fleet.report(2, 5)));
        assertThat(outcomes(accept(List.of(fleet.report(2, 3))))).containsExactly(Outcome.OUTDATED);
        assertThat(observatory.state(fleet.report(2, 5)).reportId())
                .isEqualTo(fleet.report(2, 5).reportId());
    }

    @Test
    void theOrderOfReportsDoesNotMatter_inOneBatch() {
        List<UsageReport> reports = new ArrayList<>(fleet.week(50, 3).toList());
        reports.addAll(fleet.week(50, 2).toList());
        reports.addAll(fleet.week(50, 4).toList());
        accept(reports);
        fleet.week(50, 4).forEach(report -> assertThat(observatory.state(report).reportId())
                .isEqualTo(report.reportId()));
    }

    @Test
    void theWholeStateIsThere() {
        UsageReport report = fleet.week(100, 7)
                .filter(one -> !one.servicing().isEmpty() && one.level() == 2)
                .findFirst()
                .orElseThrow();
        accept(List.of(report));
        Hierarchy hierarchy = observatory.state(report);
        assertThat(hierarchy.collectedAt()).isEqualTo(report.collectedAt());
        assertThat(hierarchy.level()).isEqualTo(2);
        assertThat(hierarchy.sites()).hasSameSizeAs(report.sites());
        assertThat(hierarchy.standing().installed()).isInstanceOf(Installed.Known.class);
        assertThat(hierarchy.servicing()).hasSameSizeAs(report.servicing());
        assertThat(hierarchy.warnings()).isEmpty();
    }

    @Test
    void newStandingsAndMovesCanBeFollowed() {
        Mark before = lastMove();
        UsageReport report = fleet.report(11, 1);
        accept(List.of(report));
        List<Marked<Move>> moves = hierarchies.movesAfter(before, 1_000).await().atMost(PATIENCE);
        assertThat(moves).extracting(move -> move.value().hierarchyId()).contains(report.hierarchyId());
        List<Marked<Standing>> standings =
                hierarchies.standingsAfter(Mark.START, 100_000).await().atMost(PATIENCE);
        assertThat(standings)
                .extracting(Marked::value)
                .contains(observatory.state(report).standing());
        assertThat(hierarchies
                        .having(observatory.state(report).standing().id(), "", 1_000)
                        .await()
                        .atMost(PATIENCE))
                .contains(report.hierarchyId());
    }

    @Test
    void aboveTheLevelNothingIsKept_alsoWhenTheLevelIsLowered() {
        UsageReport high = Variation.of(fleet.report(21, 1))
                .level(3)
                .items(Map.of("T001", "1", "T076", "2", "T302", "3"))
                .report();
        UsageReport low = Variation.of(fleet.report(21, 2))
                .level(1)
                .items(Map.of("T001", "10", "T076", "20", "T302", "30"))
                .report();
        accept(List.of(high));
        assertThat(items(high)).contains("T001", "T076", "T302");
        accept(List.of(low));
        assertThat(items(low)).containsExactly("T001");
        assertThat(items(high)).containsExactly("T001");
        assertThat(observatory.state(low).standing().installed()).isEqualTo(new Installed.Unknown());
    }

    @Test
    void erasedIsErased_andOldReportsDoNotBringItBack() {
        UsageReport report = fleet.report(31, 1);
        accept(List.of(report));
        assertThat(observatory.erase(report)).isTrue();
        assertThat(observatory.knows(report)).isFalse();
        assertThat(outcomes(accept(List.of(fleet.report(31, 0))))).containsExactly(Outcome.ERASED);
        assertThat(observatory.knows(report)).isFalse();
    }

    @Test
    void whatWasHereBeforeTheErasureStaysAway_alsoWhenAClockIsFast() {
        UsageReport ahead = Variation.of(fleet.report(32, 1))
                .collectedAt(Instant.now().plusSeconds(3_600))
                .report();
        Arrival arrival = Arrival.of(ahead.toJson(), "test", Instant.now());
        assertThat(outcomes(receipts(arrival))).containsExactly(Outcome.TAKEN);
        observatory.erase(ahead);
        assertThat(outcomes(receipts(arrival))).containsExactly(Outcome.ERASED);
        assertThat(observatory.knows(ahead)).isFalse();
        Arrival later = Arrival.of(ahead.toJson(), "test", Instant.now().plusSeconds(60));
        assertThat(outcomes(receipts(later))).containsExactly(Outcome.TAKEN);
    }

    private Mark lastMove() {
        Mark mark = Mark.START;
        while (true) {
            List<Marked<Move>> more =
                    hierarchies.movesAfter(mark, 10_000).await().atMost(PATIENCE);
            if (more.isEmpty()) {
                return mark;
            }
            mark = more.getLast().mark();
        }
    }

    private List<String> items(UsageReport report) {
        String keys = pool.preparedQuery("select string_agg(k, ',' order by k) from hierarchy_report r,"
                        + " jsonb_object_keys(r.items) k where r.report_id = $1")
                .execute(Tuple.of(report.reportId()))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getString(0);
        return List.of(keys.split(",", -1));
    }

    private List<Receipt> accept(List<UsageReport> reports) {
        return receipts(reports.stream()
                .map(report -> Arrival.of(report.toJson(), "test", Instant.now()))
                .toArray(Arrival[]::new));
    }

    private List<Receipt> receipts(Arrival... arrivals) {
        return intake.accept(List.of(arrivals)).await().atMost(PATIENCE);
    }

    private static List<Outcome> outcomes(List<Receipt> receipts) {
        return receipts.stream()
                .map(Receipt.Accepted.class::cast)
                .map(Receipt.Accepted::outcome)
                .toList();
    }
}
