package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The one connection point of a hierarchy: where it is, until when it can prove itself, and its end. */
@Path("/v1/hierarchies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
class ConnectionPointResource {

    private static final String READ = "select c.*, s.expires_at, s.announced_at from access_connection_point c"
            + " left join lateral (select expires_at, announced_at from access_secret s where s.client_id = c.client_id"
            + " order by created_at desc limit 1) s on true where c.hierarchy_id = $1 and c.ended_at is null";

    private final Pool pool;
    private final Enrolment enrolment;
    private final Refusals refusals;
    private final SecurityIdentity identity;

    ConnectionPointResource(Pool pool, Enrolment enrolment, Refusals refusals, SecurityIdentity identity) {
        this.pool = pool;
        this.enrolment = enrolment;
        this.refusals = refusals;
        this.identity = identity;
    }

    @GET
    @Path("{id}/connection-point")
    @RolesAllowed({"connection-point", "viewer"})
    @Operation(operationId = "readConnectionPoint", summary = "The connection point that the hierarchy has now")
    public Uni<ConnectionPointView> read(@RestPath String id) {
        return pool.preparedQuery(READ).execute(Tuple.of(id)).map(ConnectionPointResource::toView);
    }

    @DELETE
    @Path("{id}/connection-point")
    @RolesAllowed({"connection-point", "admin"})
    @Operation(
            operationId = "removeConnectionPoint",
            summary = "The connection point is uninstalled, or its credentials are revoked",
            description = "Its secret, certificate and tokens end on all replicas within seconds; what is known of the"
                    + " hierarchy stays, and another connection point may enrol.")
    public Uni<Void> remove(@RestPath String id) {
        return refusals.watch("remove", id, () -> enrolment.remove(Actor.of(identity), id));
    }

    private static ConnectionPointView toView(RowSet<Row> rows) {
        for (Row row : rows) {
            OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
            return new ConnectionPointView(
                    row.getString("hierarchy_id"),
                    row.getString("client_id"),
                    row.getString("site_code"),
                    SiteType.valueOf(row.getString("site_type")),
                    row.getString("site_version"),
                    Mode.valueOf(row.getString("mode")),
                    row.getOffsetDateTime("mode_since").toInstant(),
                    row.getBoolean("mobile_device_subscription"),
                    row.getOffsetDateTime("enrolled_at").toInstant(),
                    expiresAt == null ? null : expiresAt.toInstant(),
                    row.getOffsetDateTime("announced_at") != null,
                    row.getString("certificate_name"));
        }
        throw new Problem(ProblemType.NOT_FOUND, "The hierarchy has no connection point");
    }
}
