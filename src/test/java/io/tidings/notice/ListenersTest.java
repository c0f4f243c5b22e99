package io.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private static final int TRIES = 200_000;

    private final Listeners<Integer> listeners = new Listeners<>();

    @Test
    void whoComesWhileTheLastOneLeavesIsHeardOf() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        Thread restless = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                listeners.add("h", 1);
                listeners.remove("h", 1);
            }
        });
        int lost = 0;
        for (int i = 0; i < TRIES; i++) {
            listeners.add("h", 2);
            lost += listeners.of("h").contains(2) ? 0 : 1;
            listeners.remove("h", 2);
        }
        enough.set(true);
        restless.join();
        assertThat(lost).isZero();
        assertThat(listeners.isEmpty()).isTrue();
    }
}
