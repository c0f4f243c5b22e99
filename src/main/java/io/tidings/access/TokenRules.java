package io.tidings.access;

import java.time.Duration;

/** What every token of ours keeps to: who issues it, whom it is for, how long it lives, and how far clocks may differ. */
record TokenRules(String issuer, String audience, Duration lifetime, Duration skew, long remembered) {}
