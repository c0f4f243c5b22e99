package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeapWatchTest {

    private static final long MIB = 1L << 20;

    private final HeapWatch watch = new HeapWatch();

    @BeforeEach
    void hundredMiBAreLeft() {
        watch.collected(10, 100 * MIB);
    }

    @Test
    void whatHasGrownByMuchIsCollectedOnceItIsQuiet() {
        assertThat(watch.isToBeCollected(40, 300 * MIB)).isFalse();
        assertThat(watch.isToBeCollected(41, 300 * MIB)).isFalse();
        assertThat(watch.isToBeCollected(41, 300 * MIB)).isTrue();
    }

    @Test
    void littleIsNotWorthAStop() {
        assertThat(watch.isToBeCollected(10, 141 * MIB)).isFalse();
        assertThat(watch.isToBeCollected(10, 142 * MIB)).isTrue();
    }

    @Test
    void whatCouldNotBeGivenBackIsNotCollectedAgain() {
        assertThat(watch.isToBeCollected(10, 300 * MIB)).isTrue();
        watch.collected(12, 290 * MIB);
        assertThat(watch.isToBeCollected(12, 300 * MIB)).isFalse();
    }

    @Test
    void firstLookFindsWhatTheStartLeftBehind() {
        assertThat(new HeapWatch().isToBeCollected(0, 40 * MIB)).isTrue();
    }
}
