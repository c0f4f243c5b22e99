package io.tidings.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private final List<UniEmitter<? super Void>> runs = new ArrayList<>();
    private final List<UniEmitter<? super Void>> rests = new ArrayList<>();
    private final Uni<Void> rest = Uni.createFrom().emitter(emitter -> rests.add(emitter));
    private final Listener listener =
            new Listener("test", () -> Uni.createFrom().emitter(emitter -> runs.add(emitter)), rest);

    @Test
    void signalsDuringARunBecomeOneMoreRun() {
        listener.wake();
        listener.wake();
        listener.wake();
        listener.wake();
        assertThat(runs).hasSize(1);
        runs.getFirst().complete(null);
        rests.getFirst().complete(null);
        assertThat(runs).hasSize(2);
        runs.get(1).complete(null);
        assertThat(runs).hasSize(2);
        assertThat(rests).hasSize(1);
    }

    @Test
    void nextRunIsAfterARest_andStandsForWhatIsSignalledMeanwhile() {
        listener.wake();
        listener.wake();
        runs.getFirst().complete(null);
        assertThat(runs).hasSize(1);
        listener.wake();
        rests.getFirst().complete(null);
        assertThat(runs).hasSize(2);
        runs.get(1).complete(null);
        assertThat(rests).hasSize(1);
    }

    @Test
    void signalAfterTheRunStartsAnother() {
        listener.wake();
        runs.getFirst().complete(null);
        listener.wake();
        assertThat(runs).hasSize(2);
    }

    @Test
    void failedRunIsTriedAgainAtTheNextSignal() {
        listener.wake();
        runs.getFirst().fail(new IllegalStateException("the database went away"));
        assertThat(runs).hasSize(1);
        listener.wake();
        assertThat(runs).hasSize(2);
    }

    @Test
    void stoppedListenerBeginsNothing_evenWhatWasSignalledBefore() {
        listener.wake();
        listener.wake();
        listener.stop();
        runs.getFirst().fail(new IllegalStateException("the pool is closed"));
        listener.wake();
        assertThat(runs).hasSize(1);
    }

    @Test
    void stopDuringARestEndsIt() {
        listener.wake();
        listener.wake();
        runs.getFirst().complete(null);
        listener.stop();
        rests.getFirst().complete(null);
        assertThat(runs).hasSize(1);
    }

    @Test
    void workThatThrowsIsAFailedRun() {
        Listener broken = new Listener(
                "test",
                () -> {
                    runs.add(null);
                    throw new IllegalStateException("before it began");
                },
                rest);
        broken.wake();
        broken.wake();
        assertThat(runs).hasSize(2);
    }
}
