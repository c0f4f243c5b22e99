package io.tidings.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private final List<UniEmitter<? super Void>> runs = new ArrayList<>();
    private final Listener listener =
            new Listener("test", () -> Uni.createFrom().emitter(emitter -> runs.add(emitter)));

    @Test
    void signalsDuringARunBecomeOneMoreRun() {
        listener.wake();
        listener.wake();
        listener.wake();
        listener.wake();
        assertThat(runs).hasSize(1);
        runs.getFirst().complete(null);
        assertThat(runs).hasSize(2);
        runs.get(1).complete(null);
        assertThat(runs).hasSize(2);
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
    void workThatThrowsIsAFailedRun() {
        Listener broken = new Listener("test", () -> {
            runs.add(null);
            throw new IllegalStateException("before it began");
        });
        broken.wake();
        broken.wake();
        assertThat(runs).hasSize(2);
    }
}
