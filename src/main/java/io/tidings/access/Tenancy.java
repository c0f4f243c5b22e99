package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.tidings.tenant.Tenant;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** Whose a hierarchy is: of the tenant whose key its connection point enrolled with, and of nobody special before. */
@Singleton
final class Tenancy {

    private final Pool pool;

    Tenancy(Pool pool) {
        this.pool = pool;
    }

    Uni<String> tenantOf(String hierarchyId) {
        return pool.preparedQuery("select tenant from access_connection_point where hierarchy_id = $1"
                        + " order by enrolled_at desc limit 1")
                .execute(Tuple.of(hierarchyId))
                .map(Tenancy::tenantIn);
    }

    private static String tenantIn(RowSet<Row> rows) {
        for (Row row : rows) {
            return row.getString("tenant");
        }
        return Tenant.DEFAULT;
    }
}
