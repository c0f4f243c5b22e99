package io.tidings.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.relevance.ChangedOffers;
import io.tidings.relevance.Offers;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Finds those who may be offered something else: the hierarchies of standings whose offers changed, and those that moved. In
 * every replica; what one has taken the others pass over, for half a minute.
 */
@Singleton
class Announcer {

    private static final int STANDINGS = 16;
    private static final int PAGE = 1000;

    private final Hierarchies hierarchies;
    private final Offers offers;
    private final ToldStore store;
    private final Telling telling;
    private volatile double waiting = Double.NaN;

    Announcer(Hierarchies hierarchies, Offers offers, ToldStore store, Telling telling) {
        this.hierarchies = hierarchies;
        this.offers = offers;
        this.store = store;
        this.telling = telling;
    }

    void start(@Observes StartupEvent event, Signals signals, MeterRegistry registry) {
        Gauge.builder("offers.changed.waiting", this, it -> it.waiting)
                .description("Standings whose hierarchies are not all told what changed, in all replicas together")
                .register(registry);
        signals.follow(Offers.CHANNEL, this::followOffers);
        signals.follow("hierarchy_move", this::followMoves);
    }

    /** Part after part, until one answers that nothing is left. */
    private static Uni<Void> untilDone(Supplier<Uni<? extends Boolean>> part) {
        return Uni.createFrom()
                .<Boolean>deferred(part)
                .repeat()
                .until(more -> !more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    Uni<Void> followOffers() {
        return untilDone(() -> offers.takeChanged(STANDINGS).chain(this::tell));
    }

    private Uni<Boolean> tell(List<ChangedOffers> taken) {
        return (taken.isEmpty() ? Uni.createFrom().voidItem() : tellAll(taken))
                .chain(offers::changedAndNotTold)
                .invoke(left -> waiting = left)
                .replaceWith(!taken.isEmpty());
    }

    private Uni<Void> tellAll(List<ChangedOffers> taken) {
        return Multi.createFrom()
                .iterable(taken)
                .onItem()
                .transformToUniAndConcatenate(this::page)
                .collect()
                .asList()
                .chain(this::tellPages)
                .onFailure()
                .call(() -> offers.putBack(taken));
    }

    /** The next hierarchies of a standing. */
    private record Page(ChangedOffers of, List<String> hierarchyIds) {
        boolean isLast() {
            return hierarchyIds.size() < PAGE;
        }

        ChangedOffers reached() {
            return of.doneUpTo(hierarchyIds.getLast());
        }
    }

    private Uni<Page> page(ChangedOffers taken) {
        return hierarchies
                .having(taken.standing(), taken.doneUpTo(), PAGE)
                .map(hierarchyIds -> new Page(taken, hierarchyIds));
    }

    private Uni<Void> tellPages(List<Page> pages) {
        List<String> all = new ArrayList<>();
        pages.forEach(page -> all.addAll(page.hierarchyIds()));
        return telling.tell(all)
                .chain(() -> offers.finish(
                        pages.stream().filter(Page::isLast).map(Page::of).toList()))
                .chain(() -> offers.putBack(pages.stream()
                        .filter(page -> !page.isLast())
                        .map(Page::reached)
                        .toList()));
    }

    Uni<Void> followMoves() {
        return store.takeMoves().chain(mark -> mark.isEmpty() ? Uni.createFrom().voidItem() : followMoves(mark.get()));
    }

    private Uni<Void> followMoves(Mark mark) {
        AtomicReference<Moved> at = new AtomicReference<>(new Moved(mark, mark));
        return untilDone(() -> tellMoved(at.get()).map(further -> {
                    at.set(further);
                    return further.isNotAll();
                }))
                .onFailure()
                .call(() -> store.putMoves(at.get().kept(), false));
    }

    /** How far those who moved have been told: for good, and in this run. */
    private record Moved(Mark kept, Mark upTo) {
        boolean isNotAll() {
            return !upTo.row().isEmpty();
        }

        /** Whether something was told that something else may have come before meanwhile. */
        boolean isAhead() {
            return !kept.equals(upTo);
        }
    }

    /** The present is asked for before the moves, so that all before it are among the last: that mark names nobody. */
    private Uni<Moved> tellMoved(Moved at) {
        return hierarchies.present().chain(now -> tellMoved(at, now));
    }

    private Uni<Moved> tellMoved(Moved at, Mark now) {
        return hierarchies
                .movesAfter(at.upTo(), PAGE)
                .call(moved -> telling.tell(
                        moved.stream().map(move -> move.value().hierarchyId()).toList()))
                .map(moved -> moved.size() < PAGE
                        ? new Moved(at.isAhead() ? at.kept() : now, now)
                        : new Moved(
                                Marked.settled(at.kept(), at.upTo(), moved),
                                moved.getLast().mark()))
                .call(further -> store.putMoves(further.kept(), further.isNotAll()));
    }
}
