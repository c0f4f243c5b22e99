package io.tidings.relevance;

import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import jakarta.inject.Singleton;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    private final ChangeStore changes;

    Offers(Updates updates, Hierarchies hierarchies, OfferStore store, ChangeStore changes) {
        this.updates = updates;
        this.hierarchies = hierarchies;
        this.store = store;
        this.changes = changes;
    }

    /**
     * What a standing is offered in that state of its tenant's catalog, newest first: all that is {@code possible}, the {@code gates}
     * before some of it, in the order of their updates' ids, and {@code fallbacks}: which updates take part only for those
     * outside of all the gates that are named.
     */
    public record Offering(
            String tenant,
            long epoch,
            List<String> possible,
            List<Gate> gates,
            SortedMap<String, SortedSet<String>> fallbacks) {
        public Offering {
            possible = List.copyOf(possible);
            gates = List.copyOf(gates);
            fallbacks = Collections.unmodifiableSortedMap(new TreeMap<>(fallbacks));
        }

        /** The same for all. */
        public Offering(String tenant, long epoch, List<String> updates) {
            this(tenant, epoch, updates, List.of(), Collections.emptySortedMap());
        }

        /** One that was kept as its {@code possible} updates and its {@link #division}. */
        public static Offering kept(String tenant, long epoch, List<String> possible, @Nullable String division) {
            return GatesJson.read(tenant, epoch, possible, division);
        }

        /** Gates and fallbacks as JSON, to be kept; null where all are offered the same. */
        public @Nullable String division() {
            return GatesJson.write(this);
        }

        public boolean isSameForAll() {
            return gates.isEmpty();
        }

        /** What some of the standing are offered, for whom the gates make it those updates. */
        public Offering narrowedTo(List<String> updates) {
            return new Offering(tenant, epoch, updates);
        }

        /** What those are offered who are inside all gates. */
        public List<String> updates() {
            var all = new BitSet();
            all.set(0, gates.size());
            return to(all);
        }

        /** What that hierarchy is offered. */
        public List<String> to(String hierarchyId) {
            return to(insideOf(hierarchyId));
        }

        /** The gates, by their place in the list, that the hierarchy is inside of: equal sets are offered the same. */
        public BitSet insideOf(String hierarchyId) {
            var inside = new BitSet();
            for (int i = 0; i < gates.size(); i++) {
                inside.set(i, gates.get(i).lets(hierarchyId));
            }
            return inside;
        }

        /** What those are offered who are inside these gates and no other. */
        public List<String> to(BitSet inside) {
            if (gates.isEmpty()) {
                return possible;
            }
            var open = new HashSet<String>();
            var shut = new HashSet<String>();
            for (int i = 0; i < gates.size(); i++) {
                (inside.get(i) ? open : shut).add(gates.get(i).update());
            }
            return possible.stream()
                    .filter(id -> !shut.contains(id) && Collections.disjoint(instead(id), open))
                    .toList();
        }

        private SortedSet<String> instead(String id) {
            return fallbacks.getOrDefault(id, Collections.emptySortedSet());
        }
    }

    /** The epoch that offers are served from; 0 before the first. */
    public Uni<Long> liveEpoch() {
        return store.liveEpoch();
    }

    /** What the standing of the hierarchy is offered, to be narrowed to the hierarchy; empty while its standing is not judged yet, or when nobody knows it. */
    public Uni<Optional<Offering>> current(String hierarchyId) {
        return hierarchies
                .find(hierarchyId)
                .map(found -> found.map(Hierarchy::standing).map(Standing::id))
                .chain(standing -> standing.isEmpty() ? Uni.createFrom().item(Optional.empty()) : of(standing.get()));
    }

    /** What the hierarchies of that standing are offered. */
    public Uni<Optional<Offering>> of(StandingId standing) {
        return store.of(standing);
    }

    /** The same for several at once, from one epoch; those that are not judged yet are left out. */
    public Uni<Map<StandingId, Offering>> of(Collection<StandingId> standings) {
        return store.of(standings);
    }

    /**
     * Takes some of the standings that are offered something else, for half a minute: whoever takes them tells their
     * hierarchies and finishes them, or puts them back where it has come to. One that changes meanwhile begins anew.
     */
    public Uni<List<ChangedOffers>> takeChanged(int limit) {
        return changes.take(limit);
    }

    /** All hierarchies of these have been told. */
    public Uni<Void> finish(List<ChangedOffers> done) {
        return changes.finish(done);
    }

    /** The hierarchies of these have been told up to the one that is named. */
    public Uni<Void> putBack(List<ChangedOffers> reached) {
        return changes.putBack(reached);
    }

    /** How many standings there are that are offered something else and whose hierarchies are not all told. */
    public Uni<Long> changedAndNotTold() {
        return changes.waiting();
    }

    /** The verdicts on its tenant's newest catalog for that standing, judged on the spot. */
    public Judgement judge(Standing standing) {
        return Relevance.judge(standing, Situation.of(updates.live(standing.tenant())));
    }
}
