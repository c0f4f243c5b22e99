package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Hierarchy;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Why a hierarchy is offered an update, or is not: the verdict in words and in data. */
@Path("/v1/hierarchies/{id}/updates/{update}/why")
@Produces(MediaType.APPLICATION_JSON)
class WhyResource {
    private final Hierarchies hierarchies;
    private final Updates updates;

    WhyResource(Hierarchies hierarchies, Updates updates) {
        this.hierarchies = hierarchies;
        this.updates = updates;
    }

    @GET
    @RolesAllowed({"connection-point", "viewer"})
    @Operation(summary = "Which rule, which fact, which value was needed, and what would change it")
    public Uni<JsonNode> why(@PathParam("id") String id, @PathParam("update") String update) {
        return hierarchies
                .find(id)
                .map(found -> found.orElseThrow(() -> unknown("No hierarchy has the id " + id)))
                // every update is judged, which no event loop should do
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(hierarchy -> why(hierarchy, update));
    }

    private JsonNode why(Hierarchy hierarchy, String update) {
        return VerdictJson.why(hierarchy.standing(), update, updates.live(hierarchy.tenant()), hierarchy.id())
                .map(verdict -> verdict.put("hierarchyId", hierarchy.id()))
                .orElseThrow(() -> unknown("No update has the id " + update));
    }

    static Problem unknown(String detail) {
        return new Problem(ProblemType.NOT_FOUND, detail);
    }
}
