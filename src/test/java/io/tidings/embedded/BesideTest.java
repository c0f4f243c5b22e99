package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BesideTest {

    @Test
    void failureIsToldToWhoeverWaits() {
        Beside work = Beside.start(() -> {
            throw new IllegalStateException("kafka ended while starting");
        });
        assertThatThrownBy(work::awaitEnd)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("kafka ended while starting");
    }
}
