package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Why all of a standing are offered an update, or are not. */
@Path("/v1/standings/{standing}/updates/{update}/why")
@Produces(MediaType.APPLICATION_JSON)
class StandingWhyResource {
    private final OfferStore store;
    private final Updates updates;

    StandingWhyResource(OfferStore store, Updates updates) {
        this.store = store;
        this.updates = updates;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "The same for everybody of a standing, by the id that the verdict of a hierarchy names")
    public Uni<JsonNode> why(@PathParam("standing") String id, @PathParam("update") String update) {
        var digest = StandingId.parse(id)
                .orElseThrow(() -> WhyResource.unknown("A standing's id is a SHA-256 in hexadecimal"));
        return store.standing(digest)
                .map(found -> found.orElseThrow(() -> WhyResource.unknown("No hierarchy has the standing " + id)))
                .map(standing -> why(standing, update));
    }

    private JsonNode why(Standing standing, String update) {
        return VerdictJson.why(standing, update, updates.live(), null)
                .orElseThrow(() -> WhyResource.unknown("No update has the id " + update));
    }
}
