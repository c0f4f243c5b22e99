package io.tidings.catalog;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rollout of an update may be changed: freely until it is out, and again once it was taken back; while it is out only
 * forwards, so that nobody who was reached is left behind, and what has opened stays written as it was.
 */
final class RolloutRules {

    private RolloutRules() {}

    /** The update with that rollout; without one, all are reached at once. Throws when the step is not a legal one. */
    static Update apply(Update before, @Nullable Rollout wanted, Instant now) {
        return switch (Publication.of(before, LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            case Publication.Draft draft -> before.withRollout(unheld(wanted));
            case Publication.Withdrawn withdrawn -> before.withRollout(unheld(wanted));
            case Publication.Published published -> before.withRollout(forwards(before, wanted, now));
            case Publication.Paused paused -> before.withRollout(forwards(before, wanted, now));
            case Publication.Expired expired -> throw refused(before, "it has expired");
        };
    }

    /** Holds are what happened, and nobody's to write. */
    static @Nullable Rollout unheld(@Nullable Rollout wanted) {
        return wanted == null ? null : wanted.withHolds(List.of());
    }

    private static @Nullable Rollout forwards(Update update, @Nullable Rollout wanted, Instant now) {
        Rollout before = update.rollout();
        if (wanted == null) {
            return null;
        }
        if (before == null) {
            throw refused(update, "it is out to all already");
        }
        Rollout after = wanted.withHolds(before.holds());
        int opened = before.reachedAt(now).step();
        if (after.steps().size() < opened
                || !after.steps().subList(0, opened).equals(before.steps().subList(0, opened))) {
            throw refused(update, "its first " + opened + " steps have opened and stay as they are");
        }
        if (after.reachedAt(now).percent() < before.reachedAt(now).percent()) {
            throw refused(
                    update, "it would go back behind " + before.reachedAt(now).percent() + " percent");
        }
        return after;
    }

    private static Problem refused(Update update, String why) {
        return new Problem(
                ProblemType.CONFLICT, "The rollout of " + update.id() + " cannot be changed in this way: " + why + ".");
    }
}
