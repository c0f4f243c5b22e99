package io.tidings.catalog;

import io.tidings.catalog.Revision.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the publication of an update stands, as the states whose methods are the only legal steps out of them. A step
 * is an event on a day; what was published is never written over.
 */
sealed interface Publication {

    /** Where it stands on that day. */
    static Publication of(Update update, LocalDate day) {
        return switch (update.availabilityOn(day)) {
            case Availability.NotYet notYet -> new Draft(update);
            case Availability.Published published -> new Published(update);
            case Availability.Paused paused -> new Paused(update);
            case Availability.Withdrawn withdrawn -> new Withdrawn(update);
            case Availability.Expired expired -> new Expired(update);
        };
    }

    /** What the operator asks for. */
    enum Step {
        PUBLISH,
        PAUSE,
        /** Paused by its own halt rule. */
        HALT,
        RESUME,
        WITHDRAW,
        EXPIRE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The words for the states. */
    Set<String> STATES = Set.of("draft", "published", "paused", "withdrawn", "expired");

    /** The state in a word. */
    default String wireName() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    Update update();

    /** The event of that step, or nothing when it is not legal from here. */
    Optional<Event> eventOf(Step step);

    /** The update after that step; a pause holds its rollout where it is, and resuming or publishing anew lets it go on. */
    default Optional<Update> after(Step step, Instant now) {
        return eventOf(step)
                .map(event -> with(event, LocalDate.ofInstant(now, ZoneOffset.UTC)))
                .map(update -> update.withRollout(after(step, update.rollout(), now.truncatedTo(ChronoUnit.SECONDS))));
    }

    private static @Nullable Rollout after(Step step, @Nullable Rollout rollout, Instant now) {
        if (rollout == null) {
            return null;
        }
        return switch (step) {
            case PAUSE -> rollout.held(now, "paused");
            case HALT -> rollout.held(now, "halted");
            case RESUME, PUBLISH -> rollout.resumed(now);
            case WITHDRAW, EXPIRE -> rollout;
        };
    }

    private Update with(Event event, LocalDate day) {
        List<Revision> revisions = new ArrayList<>(update().revisions());
        // an event that was entered ahead has not happened; the step now takes its place
        revisions.removeIf(revision -> revision.on().isAfter(day));
        revisions.add(Revision.decided(day, event));
        return update().withRevisions(revisions);
    }

    /** Nobody has been offered it yet. */
    record Draft(Update update) implements Publication {
        @Override
        public Optional<Event> eventOf(Step step) {
            return step == Step.PUBLISH ? Optional.of(Event.PUBLISHED) : Optional.empty();
        }
    }

    /** It is offered to those whom it fits. */
    record Published(Update update) implements Publication {
        @Override
        public Optional<Event> eventOf(Step step) {
            return switch (step) {
                case PAUSE, HALT -> Optional.of(Event.PAUSED);
                case WITHDRAW -> Optional.of(Event.REVOKED);
                case EXPIRE -> Optional.of(Event.EXPIRED);
                case PUBLISH, RESUME -> Optional.empty();
            };
        }
    }

    /** It is offered to nobody else for now, and where a rollout had not reached all, to those it had reached. */
    record Paused(Update update) implements Publication {
        @Override
        public Optional<Event> eventOf(Step step) {
            return switch (step) {
                case RESUME -> Optional.of(Event.RESUMED);
                case WITHDRAW -> Optional.of(Event.REVOKED);
                case EXPIRE -> Optional.of(Event.EXPIRED);
                case PUBLISH, PAUSE, HALT -> Optional.empty();
            };
        }
    }

    /** It was taken back; publishing it again is a new revision, which those who have the first are offered too. */
    record Withdrawn(Update update) implements Publication {
        @Override
        public Optional<Event> eventOf(Step step) {
            return step == Step.PUBLISH ? Optional.of(Event.REPUBLISHED) : Optional.empty();
        }
    }

    /** Its time is over. */
    record Expired(Update update) implements Publication {
        @Override
        public Optional<Event> eventOf(Step step) {
            return Optional.empty();
        }
    }
}
