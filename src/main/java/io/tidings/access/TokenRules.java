package io.tidings.access;

import java.time.Duration;

/** What every token of ours keeps to: who issues it, whom it is for, how long it lives, and how far clocks may differ. */
record TokenRules(String issuer, String audience, Duration lifetime, Duration skew, long remembered) {

    TokenRules {
        require(isShort(lifetime, Duration.ofDays(1)), "token.lifetime", "more than nothing, at most a day");
        require(skew.isZero() || isShort(skew, Duration.ofMinutes(5)), "token.skew", "at most five minutes");
        require(remembered > 0, "token.remembered", "at least 1");
    }

    private static boolean isShort(Duration duration, Duration most) {
        return duration.isPositive() && duration.compareTo(most) <= 0;
    }

    private static void require(boolean fits, String setting, String expected) {
        if (!fits) {
            throw new IllegalArgumentException("tidings.access." + setting + ": expected " + expected);
        }
    }
}
