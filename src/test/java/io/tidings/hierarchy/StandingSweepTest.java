package io.tidings.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Standings go when the last hierarchy has left them, and not a moment before. */
@QuarkusTest
class StandingSweepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    StandingSweep sweep;

    @Inject
    Hierarchies hierarchies;

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    void aStandingThatNobodyHasIsForgotten_theOthersStay() {
        Observation before = observation(1, 1, "only-of-this-test");
        Observation after = observation(1, 2, "another-of-this-test");
        observatory.observe(List.of(before));
        observatory.observe(List.of(after));
        assertThat(isThere(before)).isTrue();

        assertThat(sweep.sweep().await().atMost(PATIENCE)).isPositive();

        assertThat(isThere(before)).isFalse();
        assertThat(isThere(after)).isTrue();
        assertThat(hierarchies.find(after.hierarchyId()).await().atMost(PATIENCE))
                .isPresent();
    }

    @Test
    void aStandingOfABatchUnderWayStays() {
        Observation gone = observation(2, 1, "left-and-taken-again");
        observatory.observe(List.of(gone));
        observatory.observe(List.of(observation(2, 2, "meanwhile")));
        Observation again = observation(2, 3, "left-and-taken-again");

        CompletableFuture<Integer> sweeping = observatory.whileUnderWay(again, sweep::sweep);

        assertThat(sweeping.join()).isNotNegative();
        assertThat(isThere(again)).isTrue();
        assertThat(hierarchies.find(again.hierarchyId()).await().atMost(PATIENCE))
                .isPresent();
    }

    private boolean isThere(Observation one) {
        return pool.preparedQuery("select from hierarchy_standing where id = $1")
                        .execute(Tuple.of(Buffer.buffer(one.standing().id().bytes())))
                        .await()
                        .atMost(PATIENCE)
                        .size()
                > 0;
    }

    private Observation observation(int hierarchy, int week, String optIn) {
        return Seen.of(Variation.of(fleet.report(hierarchy, week))
                .earlyRingOptIn(optIn)
                .report());
    }
}
