package io.tidings.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a rollout stops by itself: at so many failures, or when fewer than that percentage of the outcomes are successes. The
 * share is judged from {@code leastOutcomes} and {@code leastFailures} on, since one failure out of one says little.
 */
public record HaltRule(
        @Nullable Integer failures, @Nullable Integer successPercent, int leastOutcomes, int leastFailures) {

    /** More than 5 failures, and under 70 % success: of a rollout in steps that names no rule. */
    static final HaltRule DEFAULT = new HaltRule(null, 70, 1, 6);

    private static final int ALL = 100;

    HaltRule(@Nullable Integer failures, @Nullable Integer successPercent, int leastOutcomes) {
        this(failures, successPercent, leastOutcomes, 0);
    }

    /** Why a rollout with these outcomes stops; nothing when it goes on. */
    public Optional<String> broken(long succeeded, long failed) {
        long outcomes = succeeded + failed;
        if (failures != null && failed >= failures) {
            return Optional.of(failed + " failures, " + failures + " are the limit");
        }
        if (successPercent != null
                && outcomes > 0
                && outcomes >= leastOutcomes
                && failed >= leastFailures
                && succeeded * ALL < outcomes * successPercent) {
            return Optional.of(succeeded + " of " + outcomes + " succeeded, " + successPercent + " % are asked for");
        }
        return Optional.empty();
    }
}
