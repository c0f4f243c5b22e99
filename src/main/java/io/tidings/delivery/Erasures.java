package io.tidings.delivery;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.signal.Signals;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this room holds of a hierarchy goes with it: in the database once, in memory in every replica. */
@Singleton
class Erasures {

    private static final String CHANNEL = "hierarchy_erased";
    private static final int BATCH = 1000;

    private final Hierarchies hierarchies;
    private final Whereabouts whereabouts;
    private final Vouching vouching;
    private volatile @Nullable Mark seen;

    Erasures(Hierarchies hierarchies, Whereabouts whereabouts, Vouching vouching) {
        this.hierarchies = hierarchies;
        this.whereabouts = whereabouts;
        this.vouching = vouching;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(CHANNEL, this::forget);
        signals.follow(CHANNEL, () -> hierarchies.followErasures("delivery", Erasures::erase));
    }

    private static Uni<Void> erase(SqlClient transaction, List<String> hierarchyIds) {
        return SignedNumbers.erase(transaction, hierarchyIds).chain(() -> ToldStore.erase(transaction, hierarchyIds));
    }

    private Uni<Void> forget() {
        Mark mark = seen;
        if (mark == null) {
            return hierarchies.present().invoke(this::beginAfter).replaceWithVoid();
        }
        return hierarchies.erasuresAfter(mark, BATCH).chain(erased -> {
            erased.forEach(gone -> forget(gone.value()));
            seen = erased.isEmpty() ? mark : erased.getLast().mark();
            return erased.size() < BATCH ? Uni.createFrom().voidItem() : forget();
        });
    }

    private void beginAfter(Mark now) {
        seen = now;
        whereabouts.erasuresAreFollowed();
    }

    private void forget(String hierarchyId) {
        whereabouts.forget(hierarchyId);
        vouching.forget(hierarchyId);
    }
}
