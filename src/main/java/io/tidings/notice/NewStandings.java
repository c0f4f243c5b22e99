package io.tidings.notice;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers;
import io.tidings.relevance.Offers.Offering;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Keeps what those standings are offered that came after the last look, so that the next finds what they are offered beyond it.
 * Every replica follows them all, a page at a time; what is kept first stays.
 */
@Singleton
class NewStandings {

    private static final int PAGE = 500;

    private final Hierarchies hierarchies;
    private final Offers offers;
    private final SeenOffers seen;
    private volatile Mark seenUpTo = Mark.START;

    NewStandings(Hierarchies hierarchies, Offers offers, SeenOffers seen) {
        this.hierarchies = hierarchies;
        this.offers = offers;
        this.seen = seen;
    }

    /** Where one goes on: the epoch that was looked at last, the mark that is kept, and the place that was come to. */
    private record Place(long epoch, Mark kept, Mark after) {}

    /** Does nothing unless that is the epoch that was looked at last. */
    Uni<Void> see(long epoch) {
        Mark kept = seenUpTo;
        return seeAfter(new Place(epoch, kept, kept));
    }

    private Uni<Void> seeAfter(Place place) {
        return hierarchies
                .standingsAfter(place.after(), PAGE)
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : see(place, found));
    }

    private Uni<Void> see(Place place, List<Marked<Standing>> found) {
        List<StandingId> ids = found.stream().map(one -> one.value().id()).toList();
        return offers.of(ids).chain(now -> see(place, found, now));
    }

    /** What another epoch offers is for the look to find, which comes first. */
    private Uni<Void> see(Place place, List<Marked<Standing>> found, Map<StandingId, Offering> now) {
        boolean isOfIt = now.values().stream().allMatch(offering -> offering.epoch() == place.epoch());
        Uni<Boolean> kept =
                isOfIt ? seen.putFirst(now, place.epoch()) : Uni.createFrom().item(false);
        return kept.chain(isKept ->
                isKept ? goOn(place, judged(found, now)) : Uni.createFrom().voidItem());
    }

    /** One that is not judged yet is not dealt with: the mark stays before it. */
    private static List<Marked<Standing>> judged(List<Marked<Standing>> found, Map<StandingId, Offering> now) {
        return found.stream()
                .map(one -> new Marked<>(
                        one.mark(),
                        one.value(),
                        one.settled() && now.containsKey(one.value().id())))
                .toList();
    }

    private Uni<Void> goOn(Place place, List<Marked<Standing>> found) {
        Mark settled = Marked.settled(place.kept(), place.after(), found);
        seenUpTo = settled;
        return found.size() < PAGE
                ? Uni.createFrom().voidItem()
                : seeAfter(new Place(place.epoch(), settled, found.getLast().mark()));
    }
}
