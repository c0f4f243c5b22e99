package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
import java.time.Clock;
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
    private final Clock clock;

    PreviewResource(Updates updates, Hierarchies hierarchies, SecurityIdentity identity, Clock clock) {
        this.updates = updates;
        this.hierarchies = hierarchies;
        this.identity = identity;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("publisher")
    @Operation(
            summary =
                    "How many would get it, lose another, be blocked and why: as it stands, or with a draft or rollout; of"
                            + " one that is under way, whom it has reached, would newly reach and be taken from")
    public Uni<ObjectNode> preview(@PathParam("update") String id, @NotNull JsonNode document) {
        var tenant = Tenant.of(identity);
        // some hundred milliseconds of computing, which no event loop should do
        return Uni.createFrom()
                .item(() -> of(tenant, id, document))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(preview -> Uni.combine()
                        .all()
                        .unis(hierarchies.population(tenant), below(tenant, id, preview.buckets()))
                        .asTuple()
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(counted -> preview.look(counted.getItem1()).toJson(counted.getItem2())));
    }

    private Preview of(String tenant, String id, JsonNode document) {
        var live = updates.live();
        var after = updates.ifPublished(tenant, id, document);
        return Preview.of(live.of(tenant), after, live.notBefore(clock.instant()), id);
    }

    /** Every hierarchy is drawn for it in the database, so only for an update that is not for all at once. */
    private Uni<Map<StandingId, List<Long>>> below(String tenant, String id, List<Integer> buckets) {
        return buckets.isEmpty() ? Uni.createFrom().item(Map.of()) : hierarchies.below(tenant, id, buckets);
    }
}
