package io.tidings.relevance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What relevance says of one update for one standing, always with its reason. */
public sealed interface Verdict {

    String update();

    Reason reason();

    /** It applies, it is out, and nothing newer stands in its place. */
    record Offered(String update, Reason reason) implements Verdict {}

    record AlreadyInstalled(String update, Reason reason) implements Verdict {}

    /** Its content is in something that is installed. */
    record ContainedInInstalled(String update, String carrier, Reason reason) implements Verdict {}

    /** A successor is installed; so it is not shown, even where it was installed before (FACTS 5.4). */
    record SupersededByInstalled(String update, String successor, Reason reason) implements Verdict {}

    /** It would be offered, but so is a successor. The documents disagree on whether it is still shown (FACTS 11). */
    record SupersededByPublished(String update, String successor, Reason reason) implements Verdict {}

    /** A condition of the update does not hold; the reason names it. */
    record NotApplicable(String update, Reason reason) implements Verdict {}

    /** Only for those who opted in to the early ring, until it is generally available. */
    record HeldByRing(String update, LocalDate generalFrom, Reason reason) implements Verdict {}

    /** Held back by the rollout: the bucket of the hierarchy is not reached by the step, or the rollout is paused. */
    record HeldByRollout(String update, @Nullable Integer bucket, @Nullable Integer step, Reason reason)
            implements Verdict {}

    record Withdrawn(String update, LocalDate on, Reason reason) implements Verdict {}

    /** Not out yet: from that day, or on no day that is known. */
    record NotYetAvailable(String update, @Nullable LocalDate from, Reason reason) implements Verdict {}

    record Expired(String update, LocalDate on, Reason reason) implements Verdict {}

    /** Published after support of the site's release, or branch, had ended. */
    record OutOfSupport(String update, LocalDate since, Reason reason) implements Verdict {}

    /** It does not come through the console: by hand, by the registration tool, or the documents do not say how. */
    record NotDistributed(String update, Reason reason) implements Verdict {}

    /** All that is known fits, and what is not known at the reported level decides. */
    record UnknownAtLevel(String update, Reason reason) implements Verdict {}

    /** The name on the wire. */
    default String kind() {
        return switch (this) {
            case Offered ignored -> "offered";
            case AlreadyInstalled ignored -> "already-installed";
            case ContainedInInstalled ignored -> "contained-in-installed";
            case SupersededByInstalled ignored -> "superseded-by-installed";
            case SupersededByPublished ignored -> "superseded-by-published";
            case NotApplicable ignored -> "not-applicable";
            case HeldByRing ignored -> "held-by-ring";
            case HeldByRollout ignored -> "held-by-rollout";
            case Withdrawn ignored -> "withdrawn";
            case NotYetAvailable ignored -> "not-yet-available";
            case Expired ignored -> "expired";
            case OutOfSupport ignored -> "out-of-support";
            case NotDistributed ignored -> "not-distributed";
            case UnknownAtLevel ignored -> "unknown-at-level";
        };
    }
}
