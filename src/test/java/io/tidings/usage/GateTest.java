package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Only so many bytes are held at once, and each for as long as it is really held. */
class GateTest {
    private static final int ALL = 100_000;
    private static final int HALF = 45_000;

    private final Gate gate = new Gate(new SmallRyeConfigBuilder()
            .withMapping(UsageSettings.class)
            .withDefaultValue("tidings.usage.most-bytes-waiting", Integer.toString(ALL))
            .build()
            .getConfigMapping(UsageSettings.class));
    private final CompletableFuture<Integer> first = new CompletableFuture<>();

    @Test
    void whatFindsNoRoomIsToldToComeAgain_andIsLetInWhenThereIsSome() {
        Uni<Integer> running = gate.pass(HALF, place -> Uni.createFrom().completionStage(first));
        assertThat(through(HALF)).isEqualTo(1);
        assertTurnedAway(() -> through(2 * HALF));
        first.complete(7);
        assertThat(running.await().indefinitely()).isEqualTo(7);
        assertThat(through(2 * HALF)).isEqualTo(1);
    }

    @Test
    void whatGrowsBeyondTheRoomIsTurnedAway_andLeavesAllOfIt() {
        assertTurnedAway(() -> gate.pass(HALF, place -> {
                    place.widen(HALF);
                    place.widen(HALF);
                    return Uni.createFrom().item(1);
                })
                .await()
                .indefinitely());
        assertThat(through(2 * HALF)).isEqualTo(1);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsStillHeld() {
        assertThatThrownBy(() -> gate.pass(HALF, place -> Uni.createFrom().completionStage(first))
                        .ifNoItem()
                        .after(Duration.ofMillis(10))
                        .fail()
                        .await()
                        .indefinitely())
                .isInstanceOf(io.smallrye.mutiny.TimeoutException.class);
        assertThat(first).isNotDone();
        assertTurnedAway(() -> through(2 * HALF));
        first.complete(1);
        assertThat(through(2 * HALF)).isEqualTo(1);
    }

    @Test
    void whatPassesIsAPause_andWhatDoesNotStaysWhatItIs() {
        assertTurnedAway(() -> failing(new TimeoutException("Kafka is slow")));
        assertTurnedAway(() -> failing(new UsageProducer.TooManyWaiting()));
        assertThatThrownBy(() -> failing(new IllegalStateException("ours"))).isInstanceOf(IllegalStateException.class);
        assertThat(through(2 * HALF)).isEqualTo(1);
    }

    private int through(int size) {
        return gate.pass(size, place -> Uni.createFrom().item(1)).await().indefinitely();
    }

    private void failing(Throwable failure) {
        gate.pass(1, place -> Uni.createFrom().<Integer>failure(failure))
                .await()
                .indefinitely();
    }

    private static void assertTurnedAway(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.type())
                .isEqualTo(ProblemType.UNAVAILABLE));
    }
}
