package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** How an update is rolled out: what is planned, how far it has come, and what comes next. */
@Path("/v1/updates/{update}/rollout")
@Produces(MediaType.APPLICATION_JSON)
class RolloutResource {

    private static final String SHOWN = "The rollout as it is now";
    private static final String NONE = "It reaches all at once";

    private final Updates updates;
    private final SecurityIdentity identity;
    private final Clock clock;

    RolloutResource(Updates updates, SecurityIdentity identity, Clock clock) {
        this.updates = updates;
        this.identity = identity;
        this.clock = clock;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "The rollout, when its steps open, and what is open now")
    @APIResponse(responseCode = "200", description = SHOWN)
    @APIResponse(responseCode = "204", description = NONE)
    public Uni<RestResponse<ObjectNode>> read(@PathParam("update") String id) {
        return updates.find(Tenant.of(identity), id).map(this::shown);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("publisher")
    @Operation(summary = "Plan the rollout; once the update is out, only forwards")
    @APIResponse(responseCode = "200", description = SHOWN)
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    public Uni<RestResponse<ObjectNode>> write(
            @PathParam("update") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull JsonNode document) {
        Rollout wanted = Faults.told(() -> Faults.rollout(document));
        return change(id, ifMatch, wanted);
    }

    @DELETE
    @RolesAllowed("publisher")
    @Operation(summary = "Reach all at once")
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    @APIResponse(responseCode = "204", description = NONE)
    public Uni<RestResponse<ObjectNode>> remove(
            @PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return change(id, ifMatch, null);
    }

    private Uni<RestResponse<ObjectNode>> change(String id, @Nullable String ifMatch, @Nullable Rollout wanted) {
        Edit edit = new Edit(id, ifMatch, Actor.of(identity));
        return updates.request(edit, new Change.RolledOut(wanted))
                .map(this::shown)
                .onFailure(CatalogRefused.class)
                .transform(Faults::toProblem);
    }

    private RestResponse<ObjectNode> shown(Written written) {
        Rollout rollout = written.update().rollout();
        if (rollout == null) {
            return RestResponse.ResponseBuilder.<ObjectNode>noContent()
                    .header("ETag", written.tag())
                    .build();
        }
        Instant now = updates.live().notBefore(clock.instant());
        Rollout.Reached reached = rollout.reachedAt(now);
        ObjectNode answer = RolloutJson.write(rollout);
        answer.putObject("reached")
                .put("step", reached.step())
                .put("percent", reached.percent())
                .put("held", reached.held());
        var openings = answer.putArray("openings");
        rollout.openings().forEach(opening -> openings.add(opening.toString()));
        rollout.opensAfter(now).ifPresent(next -> answer.put("next", next.toString()));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(written.status()), answer)
                .header("ETag", written.tag())
                .build();
    }
}
