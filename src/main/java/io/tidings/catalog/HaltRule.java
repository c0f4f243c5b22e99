package io.tidings.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a rollout stops by itself: at so many failures, or when fewer than that percentage of the outcomes are successes. The
 * share is judged from {@code leastOutcomes} on, since one failure out of one says little.
 */
public record HaltRule(@Nullable Integer failures, @Nullable Integer successPercent, int leastOutcomes) {

    private static final int ALL = 100;

    /** Why a rollout with these outcomes stops; nothing when it goes on. */
    public Optional<String> broken(long succeeded, long failed) {
        long outcomes = succeeded + failed;
        if (failures != null && failed >= failures) {
            return Optional.of(failed + " failures, " + failures + " are the limit");
        }
        if (successPercent != null
                && outcomes > 0
                && outcomes >= leastOutcomes
                && succeeded * ALL < outcomes * successPercent) {
            return Optional.of(succeeded + " of " + outcomes + " succeeded, " + successPercent + " % are asked for");
        }
        return Optional.empty();
    }
}
