package io.tidings.relevance;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Marked;
import io.tidings.hierarchy.Standing;
import io.tidings.relevance.Offers.Offering;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the offers true: takes in new standings, judges what is not judged in the newest epoch, and lets that epoch go
 * live once all is. The same steps after every signal and in every replica; each may be cut off anywhere and is taken up by
 * whoever comes next.
 */
@Singleton
class RelevanceRefresh {
    private static final Logger LOG = Logger.getLogger(RelevanceRefresh.class);
    private static final String NEW_STANDINGS = "hierarchy_standing";

    /** Large enough to be carried by few statements, small enough to share an epoch among replicas. */
    private static final int BATCH = 500;

    private final Hierarchies hierarchies;
    private final Updates updates;
    private final OfferStore store;
    private final Signals signals;
    private volatile @Nullable Index index;

    /** Built once per epoch. */
    private record Index(long epoch, CompiledCatalog compiled) {}

    RelevanceRefresh(Hierarchies hierarchies, Updates updates, OfferStore store, Signals signals) {
        this.hierarchies = hierarchies;
        this.updates = updates;
        this.store = store;
        this.signals = signals;
    }

    void start(@Observes StartupEvent event) {
        signals.follow(NEW_STANDINGS, this::refresh);
        signals.follow(Updates.CHANNEL, this::refresh);
    }

    Uni<Void> refresh() {
        return takeStandings().chain(updates::newest).chain(this::bringTo);
    }

    private Uni<Void> takeStandings() {
        return store.mark(NEW_STANDINGS)
                .chain(mark -> hierarchies.standingsAfter(mark, BATCH))
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : take(found));
    }

    private Uni<Void> take(List<Marked<Standing>> found) {
        List<Standing> standings = found.stream().map(Marked::value).toList();
        return store.putStandings(standings, NEW_STANDINGS, found.getLast().mark())
                .chain(() -> found.size() < BATCH ? Uni.createFrom().voidItem() : takeStandings());
    }

    private Uni<Void> bringTo(LiveCatalog newest) {
        if (newest.epoch() == 0) {
            return Uni.createFrom().voidItem();
        }
        CompiledCatalog index = index(newest);
        return fill(newest.epoch(), standing -> index.offering(newest.epoch(), standing))
                .chain(() -> store.goLive(newest.epoch()))
                .invoke(live -> {
                    if (live) {
                        LOG.infof("Epoch %d is live", newest.epoch());
                    }
                })
                .replaceWithVoid();
    }

    private CompiledCatalog index(LiveCatalog newest) {
        Index present = index;
        if (present == null || present.epoch() != newest.epoch()) {
            present = new Index(newest.epoch(), new CompiledCatalog(Situation.of(newest)));
            index = present;
        }
        return present.compiled();
    }

    private Uni<Void> fill(long epoch, Function<Standing, Offering> judge) {
        return store.fill(epoch, BATCH, judge)
                .chain(judged -> judged == 0 ? Uni.createFrom().voidItem() : fill(epoch, judge));
    }
}
