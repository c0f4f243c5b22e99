package io.tidings.relevance;

import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The door: what is offered, judged once per distinct standing. */
@Singleton
public class Offers {
    private final Updates updates;

    Offers(Updates updates) {
        this.updates = updates;
    }

    /** The updates on offer, newest first, in that state of the catalog. */
    public record Offering(long epoch, List<String> updates) {
        public Offering {
            updates = List.copyOf(updates);
        }
    }

    /** What the hierarchy is offered in the live epoch; empty while its standing is not judged yet, or nobody knows it. */
    public Uni<Optional<Offering>> current(String hierarchyId) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** What every hierarchy of that standing is offered in the live epoch, before rollouts. */
    public Uni<Optional<Offering>> of(StandingId standing) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** What a standing would be offered now, judged on the spot. */
    public Judgement judge(Standing standing) {
        var live = updates.live();
        return Relevance.judge(standing, live.catalog(), live.asOf());
    }
}
