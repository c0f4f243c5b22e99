package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.tidings.access.Client.KnownSecret;
import io.tidings.tenant.Tenant;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the client behind an id: the local operator of the settings, or a present connection point of the database. */
@Singleton
final class Clients {

    // the reactive client: one statement for each token issued, and tokens are issued by the thousand
    private static final String FIND =
            "select c.hierarchy_id, c.tenant, s.hash, s.expires_at from access_connection_point c"
                    + " join access_secret s using (client_id) where c.client_id = $1 and c.ended_at is null";

    private final Pool pool;
    private final @Nullable Client operator;

    Clients(Pool pool, AccessSettings settings) {
        this.pool = pool;
        this.operator = operator(settings.operator());
    }

    private static @Nullable Client operator(AccessSettings.Operator settings) {
        if (settings.id().isEmpty() || settings.secret().isEmpty()) {
            return null;
        }
        Secret secret = new Secret(settings.secret().get());
        KnownSecret known = new KnownSecret(secret.hash(), Instant.MAX);
        Set<String> roles = Role.operator(settings.roles());
        return new Client(settings.id().get(), null, settings.tenant(), roles, List.of(known));
    }

    /** The database is asked for everyone, so that an answer that comes sooner does not tell the operator's id. */
    Uni<Optional<Client>> find(String clientId) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(clientId))
                .map(rows -> isOperator(clientId) ? Optional.ofNullable(operator) : toClient(clientId, rows));
    }

    private boolean isOperator(String clientId) {
        return operator != null && operator.clientId().equals(clientId);
    }

    private static Optional<Client> toClient(String clientId, RowSet<Row> rows) {
        List<KnownSecret> secrets = new ArrayList<>();
        String hierarchyId = null;
        String tenant = Tenant.DEFAULT;
        for (Row row : rows) {
            hierarchyId = row.getString("hierarchy_id");
            tenant = row.getString("tenant");
            secrets.add(new KnownSecret(
                    row.getBuffer("hash").getBytes(),
                    row.getOffsetDateTime("expires_at").toInstant()));
        }
        return hierarchyId == null
                ? Optional.empty()
                : Optional.of(new Client(clientId, hierarchyId, tenant, Set.of(Role.CONNECTION_POINT_NAME), secrets));
    }
}
