package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The door to what is handed over: the edition of a hierarchy, rendered once for all that are offered the same and kept as
 * bytes. What was asked for once is answered from memory, which follows what happens within a second.
 */
@Singleton
public class Editions {

    private final Whereabouts whereabouts;
    private final Shelves shelves;
    private final DeliverySettings settings;
    private final Clock clock;

    Editions(Whereabouts whereabouts, Shelves shelves, DeliverySettings settings, Clock clock) {
        this.clock = clock;
        this.whereabouts = whereabouts;
        this.shelves = shelves;
        this.settings = settings;
    }

    /** The present edition of that hierarchy; empty while nobody has told us what it looks like. */
    public Uni<Optional<Edition>> of(String hierarchyId) {
        Edition known = known(hierarchyId);
        return known != null
                ? Uni.createFrom().item(Optional.of(known))
                : whereabouts
                        .find(hierarchyId)
                        .chain(shelf -> shelf.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : shelves.edition(shelf.get(), hierarchyId));
    }

    /** The same if it can be said at once, without a question to the database. */
    public @Nullable Edition known(String hierarchyId) {
        Shelf shelf = whereabouts.known(hierarchyId);
        return shelf == null ? null : shelf.edition(hierarchyId);
    }

    /** The same at a glance, which a replica makes ten thousand times a second. */
    @Nullable
    Edition atAGlance(String hierarchyId) {
        Shelf shelf = whereabouts.glance(hierarchyId);
        return shelf == null ? null : shelf.edition(hierarchyId);
    }

    /** What was in the place of its present edition before; null where nothing was, as far as is known here. */
    @Nullable
    Edition before(String hierarchyId) {
        Shelf shelf = whereabouts.known(hierarchyId);
        return shelf == null ? null : shelf.before(hierarchyId);
    }

    /** What that hierarchy is answered who has those tags and takes those encodings. */
    PollAnswer answer(String hierarchyId, Sheet sheet, @Nullable String known, @Nullable String encodings) {
        return PollAnswer.of(sheet, known, encodings, freshness(hierarchyId));
    }

    private Freshness freshness(String hierarchyId) {
        return new Freshness(nextCheck(hierarchyId, clock.instant()), age());
    }

    private Instant nextCheck(String hierarchyId, Instant now) {
        return settings.check()
                .afterPublication()
                .filter(soon -> hasJustChanged(hierarchyId, now))
                .map(soon -> NextCheck.within(soon, now, hierarchyId))
                .orElseGet(() -> NextCheck.after(now, hierarchyId));
    }

    private boolean hasJustChanged(String hierarchyId, Instant now) {
        Shelf shelf = whereabouts.glance(hierarchyId);
        Instant changedAt = shelf == null ? null : shelf.changedAt(hierarchyId);
        return changedAt != null && now.isBefore(changedAt.plus(settings.check().justChangedFor()));
    }

    /** How old the answers from memory may be, when it has been out of touch with the database for too long. */
    private Optional<Duration> age() {
        Duration silence = whereabouts.sinceLastCheck();
        return silence.compareTo(settings.longestSilence()) > 0 ? Optional.of(silence) : Optional.empty();
    }
}
