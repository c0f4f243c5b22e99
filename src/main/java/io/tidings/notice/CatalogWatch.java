package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers;
import io.tidings.relevance.Offers.Offering;
import io.tidings.signal.Signals;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Looks over all standings after each epoch, in one replica: whose offers grew, and who has something installed that was
 * withdrawn. A look that is cut off is taken from the beginning, and tells nobody twice.
 */
@Singleton
class CatalogWatch {

    private static final int PAGE = 500;

    private final Pool pool;
    private final Hierarchies hierarchies;
    private final Offers offers;
    private final Updates updates;
    private final SeenOffers seen;
    private final NewStandings newStandings;
    private final Notices notices;

    CatalogWatch(
            Pool pool,
            Hierarchies hierarchies,
            Offers offers,
            Updates updates,
            SeenOffers seen,
            NewStandings newStandings,
            Notices notices) {
        this.pool = pool;
        this.hierarchies = hierarchies;
        this.offers = offers;
        this.updates = updates;
        this.seen = seen;
        this.newStandings = newStandings;
        this.notices = notices;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(Offers.CHANNEL, () -> offers.liveEpoch().chain(this::follow));
    }

    private Uni<Void> follow(long epoch) {
        return look(epoch).chain(() -> newStandings.see(epoch));
    }

    private Uni<Void> look(long epoch) {
        return pool.withTransaction(transaction ->
                seen.lookedUpTo(transaction).chain(last -> last >= epoch ? nothing() : look(transaction, epoch)));
    }

    private Uni<Void> look(SqlClient transaction, long epoch) {
        return updates.newest()
                .map(live -> new Look(epoch, Withdrawn.in(live)))
                .chain(look -> lookAfter(Mark.START, look))
                .chain(() -> seen.setLookedUpTo(transaction, epoch));
    }

    /** What one look is for: the epoch, and what is withdrawn in it. */
    private record Look(long epoch, Withdrawn withdrawn) {}

    private Uni<Void> lookAfter(Mark mark, Look look) {
        return hierarchies
                .standingsAfter(mark, PAGE)
                .call(page -> look(page, look))
                .chain(page -> page.size() < PAGE
                        ? nothing()
                        : lookAfter(page.getLast().mark(), look));
    }

    private Uni<Void> look(List<Marked<Standing>> page, Look look) {
        List<Standing> standings = page.stream().map(Marked::value).toList();
        List<StandingId> ids = standings.stream().map(Standing::id).toList();
        return offers.of(ids).chain(now -> look(standings, now, look));
    }

    /** What was told is kept as seen afterwards: a look that ends between the two tells again what is told once only. */
    private Uni<Void> look(List<Standing> standings, Map<StandingId, Offering> now, Look look) {
        return seen.grownTo(now).chain(grown -> tellAll(standings, grown, look)).chain(() -> seen.put(now));
    }

    private Uni<Void> tellAll(List<Standing> standings, Map<StandingId, Growth> grown, Look look) {
        return Multi.createFrom()
                .iterable(standings)
                .map(standing -> News.of(
                        standing, grown.getOrDefault(standing.id(), Growth.NONE), look.epoch(), look.withdrawn()))
                .filter(news -> !news.isNone())
                .onItem()
                .transformToUniAndConcatenate(news -> tell(news, ""))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(News news, String after) {
        return hierarchies
                .having(news.standing(), after, PAGE)
                .call(ids -> notices.post(news.to(ids)))
                .chain(ids -> ids.size() < PAGE ? nothing() : tell(news, ids.getLast()));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
