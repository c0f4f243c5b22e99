package io.tidings.relevance;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.LiveCatalogs;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers.Offering;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int BATCH = 500;

    /** While the rows of one batch are written the next is judged. */
    private static final int LANES = 2;

    /** All standings are looked through for what a replica that died has left behind no more often than that. */
    private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(4);

    private final Hierarchies hierarchies;
    private final Updates updates;
    private final OfferStore store;
    private final GoneStandings gone;
    private final Signals signals;
    private volatile @Nullable Index index;
    private volatile long searchedAt = System.nanoTime() - BETWEEN_SEARCHES.toNanos();

    /** Built once per epoch and tenant, for the first standing of it. */
    private static final class Index {
        private final LiveCatalogs live;
        private final Map<String, CompiledCatalog> compiled = new ConcurrentHashMap<>();

        Index(LiveCatalogs live) {
            this.live = live;
        }

        Offering offering(Standing standing) {
            return compiled.computeIfAbsent(
                            standing.tenant(), tenant -> new CompiledCatalog(Situation.of(live.of(tenant))))
                    .offering(live.epoch(), standing);
        }
    }

    RelevanceRefresh(Hierarchies hierarchies, Updates updates, OfferStore store, GoneStandings gone, Signals signals) {
        this.hierarchies = hierarchies;
        this.updates = updates;
        this.store = store;
        this.gone = gone;
        this.signals = signals;
    }

    void start(@Observes StartupEvent event) {
        signals.follow(NEW_STANDINGS, this::refresh);
        signals.follow(Updates.CHANNEL, this::refresh);
    }

    Uni<Void> refresh() {
        return Uni.createFrom().deferred(() -> refresh(new Taken()));
    }

    private Uni<Void> refresh(Taken taken) {
        return takeStandings(taken).chain(updates::newest).chain(newest -> bringTo(newest, taken));
    }

    /** What one look has taken in, while it is no more than a batch; of more only that they are many. */
    private static final class Taken {
        private final List<Standing> few = new ArrayList<>();
        private boolean many;

        void add(List<Standing> standings) {
            many |= few.size() + standings.size() > BATCH;
            if (!many) {
                few.addAll(standings);
            }
        }
    }

    private Uni<Void> takeStandings(Taken taken) {
        return store.mark(NEW_STANDINGS).chain(mark -> takeStandings(taken, mark, mark));
    }

    /** What is not settled yet is taken as well, and met again: nobody waits for the end of a stranger's transaction. */
    private Uni<Void> takeStandings(Taken taken, Mark kept, Mark after) {
        return hierarchies
                .standingsAfter(after, BATCH)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : take(taken, found, Marked.settled(kept, after, found)));
    }

    private Uni<Void> take(Taken taken, List<Marked<Standing>> found, Mark settled) {
        List<Standing> standings = found.stream().map(Marked::value).toList();
        taken.add(standings);
        return store.putStandings(standings, NEW_STANDINGS, settled)
                .chain(() -> found.size() < BATCH
                        ? Uni.createFrom().voidItem()
                        : takeStandings(taken, settled, found.getLast().mark()));
    }

    private Uni<Void> bringTo(LiveCatalogs newest, Taken taken) {
        if (newest.epoch() == 0) {
            return Uni.createFrom().voidItem();
        }
        long epoch = newest.epoch();
        return store.liveEpoch().chain(live -> live < epoch ? bringAll(newest) : judge(newest, taken));
    }

    /**
     * Whatever was taken in before this epoch went live has its offers in it; so only what was taken in since is judged, and
     * now and then all are looked through for what somebody took in and did not come to judge.
     */
    private Uni<Void> judge(LiveCatalogs newest, Taken taken) {
        if (taken.many || System.nanoTime() - searchedAt >= BETWEEN_SEARCHES.toNanos()) {
            return judge(newest);
        }
        return taken.few.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.fill(newest.epoch(), taken.few, index(newest)::offering);
    }

    private Uni<Void> bringAll(LiveCatalogs newest) {
        long epoch = newest.epoch();
        return gone.forget()
                .chain(() -> judge(newest))
                .chain(() -> store.goLive(epoch))
                .invoke(live -> {
                    if (live) {
                        LOG.infof("Epoch %d is live", epoch);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> judge(LiveCatalogs newest) {
        long begun = System.nanoTime();
        return fill(newest.epoch(), index(newest)::offering).invoke(() -> searchedAt = begun);
    }

    private Index index(LiveCatalogs newest) {
        Index present = index;
        if (present == null || present.live.epoch() != newest.epoch()) {
            present = new Index(newest);
            index = present;
        }
        return present;
    }

    private Uni<Void> fill(long epoch, Function<Standing, Offering> judge) {
        List<Uni<Void>> lanes =
                Collections.nCopies(LANES, Uni.createFrom().deferred(() -> lane(epoch, Optional.empty(), judge)));
        return Uni.join().all(lanes).andCollectFailures().replaceWithVoid();
    }

    /** Behind the last it begins again, until nothing is left: a batch may have come back from a replica that died. */
    private Uni<Void> lane(long epoch, Optional<StandingId> after, Function<Standing, Offering> judge) {
        return store.fill(epoch, after, judge)
                .chain(last ->
                        last.isEmpty() && after.isEmpty() ? Uni.createFrom().voidItem() : lane(epoch, last, judge));
    }
}
