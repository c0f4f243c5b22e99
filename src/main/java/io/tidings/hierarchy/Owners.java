package io.tidings.hierarchy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tidings.tenant.Tenant;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Whose a hierarchy is, as its enrolment says; what nobody has said anything of belongs to the owner of the installation. A
 * batch of observations and a change of the owner never overlap: so a hierarchy always stands where its owner's stand.
 */
@Singleton
class Owners {
    private static final String OF = "select hierarchy_id, tenant from hierarchy_tenant where hierarchy_id = any($1)";
    private static final String SAY =
            """
            insert into hierarchy_tenant (hierarchy_id, tenant) values ($1, $2)
            on conflict (hierarchy_id) do update set tenant = excluded.tenant where hierarchy_tenant.tenant <> excluded.tenant
            """;
    private static final String STANDING = "select s.canonical from hierarchy h join hierarchy_standing s"
            + " on s.id = h.standing where h.id = $1 for update of h";
    private static final String MOVE =
            "update hierarchy set tenant = $2, standing = $3, moved_in = pg_current_xact_id() where id = $1";

    private static final String HAS =
            """
            select exists (select from hierarchy_tenant where hierarchy_id = $1 and tenant = $2)
                or exists (select from hierarchy where id = $1 and tenant = $2)
            """;
    private static final String IDS =
            """
            select id from (
                (select id from hierarchy where tenant = $1 and id > $2 order by id limit $3)
                union
                (select hierarchy_id from hierarchy_tenant where tenant = $1 and hierarchy_id > $2
                  order by hierarchy_id limit $3)) known
            order by id limit $3
            """;

    private static final int REMEMBERED = 100_000;

    /** Those of tenants, as this replica met them last. A supposition: the statement that writes them decides. */
    private final Cache<String, String> met =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Whose that hierarchy probably is, without a look. */
    String supposed(String hierarchyId) {
        String tenant = met.getIfPresent(hierarchyId);
        return tenant == null ? Tenant.DEFAULT : tenant;
    }

    /** Whose these are, and nobody else's until the transaction ends when it holds the lock. */
    Uni<Map<String, String>> of(SqlClient transaction, Collection<String> hierarchyIds) {
        return transaction
                .preparedQuery(OF)
                .execute(Tuple.tuple().addArrayOfString(hierarchyIds.toArray(String[]::new)))
                .map(rows -> said(hierarchyIds, rows));
    }

    private Map<String, String> said(Collection<String> hierarchyIds, RowSet<Row> rows) {
        Map<String, String> owners = new HashMap<>();
        hierarchyIds.forEach(id -> owners.put(id, Tenant.DEFAULT));
        rows.forEach(row -> owners.put(row.getString(0), row.getString(1)));
        owners.forEach(this::meet);
        return owners;
    }

    private void meet(String hierarchyId, String tenant) {
        if (tenant.equals(Tenant.DEFAULT)) {
            met.invalidate(hierarchyId);
        } else {
            met.put(hierarchyId, tenant);
        }
    }

    Uni<String> of(SqlClient transaction, String hierarchyId) {
        return transaction
                .preparedQuery("select tenant from hierarchy_tenant where hierarchy_id = $1")
                .execute(Tuple.of(hierarchyId))
                .map(rows -> rows.size() == 0
                        ? Tenant.DEFAULT
                        : rows.iterator().next().getString(0));
    }

    /** Whether it is that tenant's by its enrolment, or by what it reported without one. */
    Uni<Boolean> has(SqlClient client, String tenant, String hierarchyId) {
        return client.preparedQuery(HAS)
                .execute(Tuple.of(hierarchyId, tenant))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<List<String>> ids(SqlClient client, String tenant, String afterId, int limit) {
        return client.preparedQuery(IDS)
                .execute(Tuple.of(tenant, afterId, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }

    /** From now on it is this tenant's, whether or not it has reported yet; what it has reported moves with it. */
    Uni<Void> belong(SqlClient transaction, String hierarchyId, String tenant) {
        return of(transaction, hierarchyId)
                .chain(before -> before.equals(tenant)
                        ? say(transaction, hierarchyId, tenant)
                        : change(transaction, hierarchyId, tenant));
    }

    private static Uni<Void> say(SqlClient transaction, String hierarchyId, String tenant) {
        return transaction
                .preparedQuery(SAY)
                .execute(Tuple.of(hierarchyId, tenant))
                .replaceWithVoid();
    }

    private static Uni<Void> change(SqlClient transaction, String hierarchyId, String tenant) {
        return Turns.ofOwner(transaction)
                .chain(() -> say(transaction, hierarchyId, tenant))
                .chain(() -> transaction.preparedQuery(STANDING).execute(Tuple.of(hierarchyId)))
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().voidItem()
                        : move(
                                transaction,
                                hierarchyId,
                                Standing.ofCanonical(found.iterator()
                                                .next()
                                                .getBuffer(0)
                                                .getBytes())
                                        .ownedBy(tenant)));
    }

    private static Uni<Void> move(SqlClient transaction, String hierarchyId, Standing standing) {
        Buffer id = Buffer.buffer(standing.id().bytes());
        return transaction
                .preparedQuery(MOVE)
                .execute(Tuple.of(hierarchyId, standing.tenant(), id))
                .chain(() -> transaction
                        .preparedQuery(ObservationSql.STANDINGS)
                        .execute(Tuple.tuple()
                                .addValue(new Buffer[] {id})
                                .addValue(new Buffer[] {Buffer.buffer(standing.canonical())})))
                .replaceWithVoid();
    }
}
