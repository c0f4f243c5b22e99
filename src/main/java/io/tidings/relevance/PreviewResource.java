package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.catalog.Update;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.StandingId;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a publication would do, before anybody is offered anything. It lies here because here hierarchies meet the catalog. */
@Path("/v1/updates/{update}/preview")
@Produces(MediaType.APPLICATION_JSON)
class PreviewResource {
    private final Updates updates;
    private final Hierarchies hierarchies;
    private final SecurityIdentity identity;

    PreviewResource(Updates updates, Hierarchies hierarchies, SecurityIdentity identity) {
        this.updates = updates;
        this.hierarchies = hierarchies;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("publisher")
    @Operation(
            summary =
                    "How many would get it, lose another, be blocked and why: as it stands, or with a draft or rollout")
    public Uni<ObjectNode> preview(@PathParam("update") String id, @NotNull JsonNode document) {
        var tenant = Tenant.of(identity);
        var live = updates.live(tenant);
        var after = updates.ifPublished(tenant, id, document);
        return Uni.combine()
                .all()
                .unis(
                        hierarchies.population(tenant),
                        below(tenant, after.update(id).orElseThrow()))
                .asTuple()
                // some hundred milliseconds of computing, which no event loop should do
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(counted -> Preview.of(live.catalog(), after, live.asOf(), id, counted.getItem1())
                        .toJson(counted.getItem2())
                        .put("epoch", live.epoch()));
    }

    /** Every hierarchy is drawn for it in the database, so only for an update that is rolled out in steps. */
    private Uni<Map<StandingId, List<Long>>> below(String tenant, Update update) {
        var rollout = update.rollout();
        return rollout == null || rollout.steps().isEmpty()
                ? Uni.createFrom().item(Map.of())
                : hierarchies.below(tenant, update.id(), Preview.ends(rollout));
    }
}
