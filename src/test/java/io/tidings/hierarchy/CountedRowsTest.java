package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Reports that bring other numbers for the same state take the short way; what comes of it is what the long one brings. */
@QuarkusTest
class CountedRowsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    /** What is not written anew is told by what nobody would write. */
    @Test
    void whatOnlyCountsAnewLeavesTheRestOfTheRowAlone_untilSomethingElseChanges() {
        List<Observation> counts = counting(20, Duration.ZERO, 100, 200, 300);
        observatory.observe(List.of(counts.get(0)));
        Row before = row("topology, standing, moved_in::text", counts.get(0));
        mark(counts.get(0));
        assertThat(observatory.observe(List.of(counts.get(1)))).containsExactly(Outcome.TAKEN);
        assertThat(stateOf(counts.get(1)).warnings())
                .extracting(Hierarchy.Warning::code)
                .containsExactly("marked");
        assertThat(stateOf(counts.get(1)).reportId()).isEqualTo(counts.get(1).reportId());
        assertThat(stateOf(counts.get(1)).collectedAt()).isEqualTo(counts.get(1).collectedAt());
        assertThat(stateOf(counts.get(1)).sites())
                .isEqualTo(counts.get(1).sites())
                .first()
                .extracting(Site::clients)
                .isEqualTo(200);
        Row after = row("topology, standing, moved_in::text", counts.get(0));
        assertThat(after.deepToString()).isEqualTo(before.deepToString());

        observatory.observe(List.of(
                like(counts.get(2), counts.get(2).reportId(), counts.get(2).collectedAt(), Instant.now(), 2)));
        assertThat(stateOf(counts.get(2)).warnings()).isEmpty();
        assertThat(stateOf(counts.get(2)).level()).isEqualTo(2);
    }

    @Test
    void whatOnlyCountsAnewIsKnownLater_andRefusedByNobody() {
        List<Observation> counts = counting(21, Duration.ZERO, 100, 200, 300);
        counts.forEach(one -> assertThat(observatory.observe(List.of(one))).containsExactly(Outcome.TAKEN));
        assertThat(observatory.observe(counts.reversed()))
                .containsExactly(Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.DUPLICATE);
        assertThat(observatory.observe(List.of(counts.get(1)))).containsExactly(Outcome.DUPLICATE);
        assertThat(stateOf(counts.get(2)).reportId()).isEqualTo(counts.get(2).reportId());
    }

    @Test
    void whatIsNotNewerComesTooLate_alsoWhenItWouldOnlyCountAnew() {
        List<Observation> counts = counting(26, Duration.ZERO, 100, 200, 300);
        observatory.observe(List.of(counts.get(0)));
        observatory.observe(List.of(counts.get(2)));
        assertThat(observatory.observe(List.of(counts.get(1)))).containsExactly(Outcome.OUTDATED);
        assertThat(stateOf(counts.get(2)).reportId()).isEqualTo(counts.get(2).reportId());
        assertThat(observatory.observe(List.of(counts.get(1)))).containsExactly(Outcome.DUPLICATE);
    }

    @Test
    void anIdThatIsUsedForANewerReportOfTheDayIsKnown_andTheOthersOfTheBatchAreTaken() {
        List<Observation> counts = counting(22, Duration.ZERO, 100, 200);
        List<Observation> others = counting(23, Duration.ZERO, 100, 200);
        observatory.observe(List.of(counts.get(0), others.get(0)));
        Instant endOfThatDay =
                counts.get(0).collectedAt().truncatedTo(ChronoUnit.DAYS).plusSeconds(86_399);
        Observation sameId = like(
                counts.get(1),
                counts.get(0).reportId(),
                endOfThatDay,
                counts.get(1).receivedAt(),
                1);
        assertThat(observatory.observe(List.of(sameId, others.get(1), Seen.of(fleet.report(24, 6)))))
                .containsExactly(Outcome.DUPLICATE, Outcome.TAKEN, Outcome.TAKEN);
        assertThat(stateOf(counts.get(0)).collectedAt()).isEqualTo(counts.get(0).collectedAt());
        assertThat(stateOf(others.get(1)).reportId()).isEqualTo(others.get(1).reportId());
    }

    @Test
    void whatWasToldBeforeAnErasureStaysErased_alsoWhenItWouldOnlyCountAnew() {
        List<Observation> counts = counting(25, Duration.ofDays(400), 100, 200);
        observatory.observe(List.of(counts.get(0)));
        observatory.erase(counts.get(0).hierarchyId());
        Observation afterwards = received(counts.get(0), Instant.now().plusSeconds(60));
        assertThat(observatory.observe(List.of(afterwards))).containsExactly(Outcome.TAKEN);
        assertThat(observatory.observe(List.of(received(counts.get(1), Instant.EPOCH))))
                .containsExactly(Outcome.ERASED);
        assertThat(stateOf(afterwards).reportId()).isEqualTo(afterwards.reportId());
    }

    /** One hierarchy that has the same sites day after day, and other clients. */
    private List<Observation> counting(int hierarchy, Duration later, int... clients) {
        List<Observation> counting = new ArrayList<>();
        for (int count : clients) {
            Observation one = Seen.of(fleet.report(hierarchy, 5));
            Site site = one.sites().getFirst();
            counting.add(new Observation(
                    UUID.randomUUID(),
                    one.hierarchyId(),
                    one.collectedAt().plus(later).plus(Duration.ofDays(counting.size())),
                    one.receivedAt(),
                    1,
                    one.mode(),
                    List.of(new Site(
                            site.code(),
                            site.type(),
                            site.parent(),
                            site.version(),
                            count,
                            site.timeZone(),
                            site.roles())),
                    one.standing(),
                    List.of(),
                    Map.of("T001", Integer.toString(count)),
                    List.of()));
        }
        return counting;
    }

    private static Observation received(Observation one, Instant receivedAt) {
        return like(one, one.reportId(), one.collectedAt(), receivedAt, one.level());
    }

    private static Observation like(
            Observation one, UUID reportId, Instant collectedAt, Instant receivedAt, int level) {
        return new Observation(
                reportId,
                one.hierarchyId(),
                collectedAt,
                receivedAt,
                level,
                one.mode(),
                one.sites(),
                one.standing(),
                one.servicing(),
                one.items(),
                one.warnings());
    }

    private void mark(Observation one) {
        pool.preparedQuery("update hierarchy set warnings = '[{\"code\": \"marked\"}]' where id = $1")
                .execute(Tuple.of(one.hierarchyId()))
                .await()
                .atMost(PATIENCE);
    }

    private Row row(String columns, Observation one) {
        return pool.preparedQuery("select " + columns + " from hierarchy where id = $1")
                .execute(Tuple.of(one.hierarchyId()))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next();
    }

    private Hierarchy stateOf(Observation one) {
        return observatory.state(one.hierarchyId());
    }
}
