package io.tidings.relevance;

import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The door: what is offered, judged once per distinct standing and epoch. All answers come from the live epoch, which
 * replaces the one before at one moment.
 */
@Singleton
public class Offers {
    /** The channel on which it is signalled that offers have changed. */
    public static final String CHANNEL = OfferStore.CHANNEL;

    private final Updates updates;
    private final Hierarchies hierarchies;
    private final OfferStore store;

    Offers(Updates updates, Hierarchies hierarchies, OfferStore store) {
        this.updates = updates;
        this.hierarchies = hierarchies;
        this.store = store;
    }

    /** The updates on offer, newest first, in that state of the catalog. */
    public record Offering(long epoch, List<String> updates) {
        public Offering {
            updates = List.copyOf(updates);
        }
    }

    /** The epoch that offers are served from; 0 before the first. */
    public Uni<Long> liveEpoch() {
        return store.liveEpoch();
    }

    /** What the hierarchy is offered; empty while its standing is not judged yet, or when nobody knows it. */
    public Uni<Optional<Offering>> current(String hierarchyId) {
        return hierarchies
                .find(hierarchyId)
                .map(found -> found.map(Hierarchy::standing).map(Standing::id))
                .chain(standing -> standing.isEmpty() ? Uni.createFrom().item(Optional.empty()) : of(standing.get()));
    }

    /** What every hierarchy of that standing is offered. */
    public Uni<Optional<Offering>> of(StandingId standing) {
        return store.of(standing);
    }

    /** The same for several at once, from one epoch; those that are not judged yet are left out. */
    public Uni<Map<StandingId, Offering>> of(Collection<StandingId> standings) {
        return store.of(standings);
    }

    /** The verdicts on the newest catalog for that standing, judged on the spot. */
    public Judgement judge(Standing standing) {
        var live = updates.live();
        return Relevance.judge(standing, live.catalog(), live.asOf());
    }
}
