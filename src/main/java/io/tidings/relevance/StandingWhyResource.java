package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Why all of a standing are offered an update, or are not; for the operators of the tenant whose standing it is. */
@Path("/v1/standings/{standing}/updates/{update}/why")
@Produces(MediaType.APPLICATION_JSON)
class StandingWhyResource {
    private final OfferStore store;
    private final Updates updates;
    private final SecurityIdentity identity;

    StandingWhyResource(OfferStore store, Updates updates, SecurityIdentity identity) {
        this.store = store;
        this.updates = updates;
        this.identity = identity;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "The same for everybody of a standing, by the id that the verdict of a hierarchy names")
    public Uni<JsonNode> why(@PathParam("standing") String id, @PathParam("update") String update) {
        var digest = StandingId.parse(id)
                .orElseThrow(() -> WhyResource.unknown("A standing's id is a SHA-256 in hexadecimal"));
        String tenant = Tenant.of(identity);
        return store.standing(digest)
                .map(found -> found.filter(standing -> standing.tenant().equals(tenant))
                        .orElseThrow(() -> WhyResource.unknown("No hierarchy has the standing " + id)))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(standing -> why(standing, update));
    }

    private JsonNode why(Standing standing, String update) {
        return VerdictJson.why(standing, update, updates.live(standing.tenant()), null)
                .orElseThrow(() -> WhyResource.unknown("No update has the id " + update));
    }
}
