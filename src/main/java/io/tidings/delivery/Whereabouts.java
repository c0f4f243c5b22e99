package io.tidings.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.hierarchy.StandingId;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who stands before which shelf, as far as this replica was asked. A hierarchy that moved or was erased is forgotten as soon
 * as this is heard of, or seen at the next look if nobody said so.
 */
@Singleton
class Whereabouts {

    private static final int BATCH = 1000;

    private final Hierarchies hierarchies;
    private final Shelves shelves;
    private final Clock clock;
    private final Cache<String, Shelf> places;
    private volatile @Nullable Mark moves;
    private volatile boolean erasuresAreFollowed;
    private volatile Instant checkedAt = Instant.MIN;

    Whereabouts(Hierarchies hierarchies, Shelves shelves, DeliverySettings settings, Clock clock) {
        this.hierarchies = hierarchies;
        this.shelves = shelves;
        this.clock = clock;
        this.places = Caffeine.newBuilder()
                .maximumSize(settings.rememberedHierarchies())
                .build();
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow("hierarchy_move", this::followMoves);
    }

    @Nullable
    Shelf known(String hierarchyId) {
        return places.getIfPresent(hierarchyId);
    }

    /** The same, but nothing is noted of it: what was last asked for when decides only what is forgotten first. */
    @Nullable
    Shelf glance(String hierarchyId) {
        return places.policy().getIfPresentQuietly(hierarchyId);
    }

    /** From now on somebody calls {@link #forget}: before that nothing may be remembered. */
    void erasuresAreFollowed() {
        erasuresAreFollowed = true;
    }

    void forget(String hierarchyId) {
        places.invalidate(hierarchyId);
    }

    Duration sinceLastCheck() {
        Instant oldest = checkedAt.isBefore(shelves.checkedAt()) ? checkedAt : shelves.checkedAt();
        return oldest.equals(Instant.MIN) ? Duration.ZERO : Duration.between(oldest, clock.instant());
    }

    /** Looks it up and remembers it, unless it moves while we look. */
    Uni<Optional<Shelf>> find(String hierarchyId) {
        // an empty shelf of our own marks the place: whoever hears of a move takes it away, and then nothing is
        // remembered
        Shelf pending = new Shelf();
        boolean mine = moves != null && erasuresAreFollowed && places.asMap().putIfAbsent(hierarchyId, pending) == null;
        Uni<Optional<Shelf>> found = hierarchies.standingOf(hierarchyId).chain(this::shelf);
        return mine
                ? found.invoke(shelf -> shelf.ifPresent(there -> places.asMap().replace(hierarchyId, pending, there)))
                        .onTermination()
                        .invoke(() -> places.asMap().remove(hierarchyId, pending))
                : found;
    }

    private Uni<Optional<Shelf>> shelf(Optional<StandingId> standing) {
        return standing.isEmpty() ? Uni.createFrom().item(Optional.empty()) : shelves.of(standing.get());
    }

    private Uni<Void> followMoves() {
        Mark mark = moves;
        if (mark == null) {
            return hierarchies.present().invoke(this::beginAfter).replaceWithVoid();
        }
        return places.asMap().isEmpty()
                ? hierarchies.present().chain(now -> passOver(mark, now))
                : followMoves(mark, mark);
    }

    /** Where nobody is remembered nobody is forgotten; who is looked up from now on is found where he moved to before it. */
    private Uni<Void> passOver(Mark mark, Mark now) {
        if (places.asMap().isEmpty()) {
            beginAfter(now);
            return Uni.createFrom().voidItem();
        }
        return followMoves(mark, mark);
    }

    private Uni<Void> followMoves(Mark kept, Mark after) {
        return hierarchies.movesAfter(after, BATCH).chain(moved -> {
            moved.forEach(move -> forget(move.value().hierarchyId()));
            Mark settled = Marked.settled(kept, after, moved);
            moves = settled;
            checkedAt = clock.instant();
            return moved.size() < BATCH
                    ? Uni.createFrom().voidItem()
                    : followMoves(settled, moved.getLast().mark());
        });
    }

    private void beginAfter(Mark now) {
        moves = now;
        checkedAt = clock.instant();
    }
}
