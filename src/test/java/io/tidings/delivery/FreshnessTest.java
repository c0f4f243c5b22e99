package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class FreshnessTest {

    @Property
    void aSecondIsWrittenAsAnInstantIs(@ForAll @LongRange(max = 253_402_300_799L) long second) {
        assertThat(Freshness.text(second))
                .isEqualTo(Instant.ofEpochSecond(second).toString());
    }

    @Example
    void aFullMinuteHasItsSeconds() {
        assertThat(Freshness.text(1_763_856_000L)).isEqualTo("2025-11-23T00:00:00Z");
    }
}
