package io.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void burstPassesAndThenTheRate() {
        Buckets buckets = new Buckets(10, 5);
        long now = 17 * SECOND;
        for (int i = 0; i < 5; i++) {
            assertThat(buckets.take("a", now)).isZero();
        }
        assertThat(buckets.take("a", now)).isEqualTo(SECOND / 10);
        assertThat(buckets.ask("a", now)).isEqualTo(SECOND / 10);
        assertThat(buckets.take("a", now + SECOND / 10)).isZero();
        assertThat(buckets.take("a", now + SECOND / 10)).isPositive();
    }

    @Test
    void oneCallerDoesNotSlowAnother() {
        Buckets buckets = new Buckets(1, 1);
        assertThat(buckets.take("a", SECOND)).isZero();
        assertThat(buckets.take("a", SECOND)).isPositive();
        assertThat(buckets.take("b", SECOND)).isZero();
    }

    @Test
    void withoutARateNothingIsLimited() {
        Buckets buckets = new Buckets(0, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(buckets.take("a", SECOND)).isZero();
        }
    }
}
