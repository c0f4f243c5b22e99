package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.tidings.hierarchy.ObservationRow.ReportKey;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The door to what is out there. Observations are taken in one transaction, each report at most once and never an older
 * one over a newer; what is new can be asked for in the order of commits, woken by the signals {@code hierarchy_standing},
 * {@code hierarchy_move}, {@code hierarchy_servicing} and {@code hierarchy_erased}.
 */
@Singleton
public class Hierarchies {
    /** Another transaction was in the way, and will not be the next time: 40001 and 40P01 of PostgreSQL's table. */
    private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01");

    private static final int RETRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Pool pool;
    private final HierarchyRows rows;
    private final Owners owners;
    private final HierarchyFeed feed;
    private final Audit audit;

    Hierarchies(Pool pool, HierarchyRows rows, Owners owners, HierarchyFeed feed, Audit audit) {
        this.pool = pool;
        this.rows = rows;
        this.owners = owners;
        this.feed = feed;
        this.audit = audit;
    }

    /** Takes a batch, all or nothing; the outcomes come in the order of the observations. */
    public Uni<List<Outcome>> observe(List<Observation> seen) {
        if (seen.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Map<ReportKey, Integer> first = new HashMap<>();
        List<Observation> distinct = new ArrayList<>(seen.size());
        for (Observation one : seen) {
            if (first.putIfAbsent(ReportKey.of(one), distinct.size()) == null) {
                distinct.add(one);
            }
        }
        return pool.withTransaction(new ObservationRows(distinct, owners)::write)
                .onFailure(Hierarchies::wasInTheWay)
                .retry()
                .withBackOff(PAUSE)
                .atMost(RETRIES)
                .map(outcomes -> spread(seen, first, outcomes));
    }

    private static boolean wasInTheWay(Throwable failure) {
        return ObservationRows.isKnown(failure)
                || (failure instanceof PgException pg && IN_THE_WAY.contains(pg.getSqlState()));
    }

    private static List<Outcome> spread(List<Observation> seen, Map<ReportKey, Integer> first, List<Outcome> outcomes) {
        List<Outcome> spread = new ArrayList<>(seen.size());
        boolean[] told = new boolean[outcomes.size()];
        for (Observation one : seen) {
            int at = first.getOrDefault(ReportKey.of(one), 0);
            spread.add(told[at] ? Outcome.DUPLICATE : outcomes.get(at));
            told[at] = true;
        }
        return spread;
    }

    public Uni<Optional<Hierarchy>> find(String id) {
        return rows.find(id);
    }

    /** Where a hierarchy stands, and nothing else of it: one look at an index. */
    public Uni<Optional<StandingId>> standingOf(String id) {
        return rows.standingOf(id);
    }

    /** The same for several; those that are not there are left out. */
    public Uni<Map<String, StandingId>> standingsOf(Collection<String> ids) {
        return rows.standingsOf(ids);
    }

    /** Which of these standings are there: those that some hierarchy has, and those that one had of late. */
    public Uni<Set<StandingId>> known(Collection<StandingId> standings) {
        return rows.known(standings);
    }

    /** The hierarchies of a tenant after that id, less than the limit when they are heavy; an empty text begins. */
    public Uni<Listing> list(String tenant, String afterId, int limit) {
        return rows.list(tenant, afterId, limit);
    }

    /** Whether that hierarchy is that tenant's: it is enrolled, or has reported. */
    public Uni<Boolean> isOf(String tenant, String id) {
        return owners.has(pool, tenant, id);
    }

    /** The ids of a tenant's hierarchies, in order, after that id: also of those that are enrolled and have not reported. */
    public Uni<List<String>> idsOf(String tenant, String afterId, int limit) {
        return owners.ids(pool, tenant, afterId, limit);
    }

    /**
     * From now on the hierarchy is this tenant's, whether or not it has reported yet, and stands where that tenant's stand; in
     * the caller's transaction.
     */
    public Uni<Void> belong(SqlClient transaction, String id, String tenant) {
        return owners.belong(transaction, id, tenant);
    }

    /** The ids of the hierarchies that share a standing, in order, after that id. */
    public Uni<List<String>> having(StandingId standing, String afterId, int limit) {
        return rows.having(standing, afterId, limit);
    }

    /** The mark before all that is still to come: for a follower that has seen nothing and remembers nothing. */
    public Uni<Mark> present() {
        return feed.present();
    }

    /** Every standing that a hierarchy of that tenant has now, with how many have it. */
    public Uni<List<Population>> population(String tenant) {
        return rows.population(tenant);
    }

    /** How many of a tenant's hierarchies of each standing fall below each of these buckets, in their order, in the draw of that subject. */
    public Uni<Map<StandingId, List<Long>>> below(String tenant, String subject, List<Integer> buckets) {
        return rows.below(tenant, subject, buckets);
    }

    /**
     * How installing any of these packages went in that tenant's hierarchies, by the states that sites date at or after that instant. A hierarchy in
     * which one succeeded counts as one success. To be asked after each signal {@code hierarchy_servicing}.
     */
    public Uni<Installations> installations(String tenant, Collection<UUID> packages, Instant since) {
        return rows.installations(tenant, packages, since);
    }

    /** The standings that came after the mark, each once; the last may not be settled yet. */
    public Uni<List<Marked<Standing>>> standingsAfter(Mark mark, int limit) {
        return feed.standings(mark, limit);
    }

    /** The hierarchies that came to another standing after the mark, each at the one it has now; the last may not be settled. */
    public Uni<List<Marked<Move>>> movesAfter(Mark mark, int limit) {
        return feed.moves(mark, limit);
    }

    /** The ids of the hierarchies that were erased after the mark: whoever holds something of them erases it too. */
    public Uni<List<Marked<String>>> erasuresAfter(Mark mark, int limit) {
        return feed.erasures(pool, mark, limit);
    }

    /** The same for one who has locked its mark, in its own transaction. */
    public Uni<List<Marked<String>>> erasuresAfter(SqlClient transaction, Mark mark, int limit) {
        return feed.erasures(transaction, mark, limit);
    }

    /**
     * Goes on with the erasures that this follower has not seen, in any replica: its work and its mark are one transaction
     * a batch. To be called after each signal {@code hierarchy_erased}.
     */
    public Uni<Void> followErasures(String follower, BiFunction<SqlClient, List<String>, Uni<Void>> erase) {
        return new ErasureFollower(pool, feed, follower, erase).follow();
    }

    /** When each of these hierarchies was erased; those that never were are not among the answers. */
    public Uni<Map<String, Instant>> erased(Collection<String> ids) {
        return rows.erased(ids);
    }

    /** Erases everything held about a hierarchy but the fact of it; says whether there was anything. */
    public Uni<Boolean> erase(String id, String actor) {
        return pool.withTransaction(connection -> owners.of(connection, id)
                .map(tenant -> new Decision(tenant, actor, "hierarchy.erase", id, ""))
                .chain(decision -> audit.recordErasure(connection, decision))
                // behind the batches under way, which may bring reports of it, and before those to come, which then
                // leave them out
                .chain(() -> Turns.ofErasure(connection))
                .chain(() -> rows.erase(connection, id)));
    }
}
