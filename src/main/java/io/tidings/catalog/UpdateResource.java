package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Publication.Step;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What operators and pipelines do to the catalog of their tenant: of another one they see nothing. */
@Path("/v1/updates")
class UpdateResource {

    private final Updates updates;
    private final CatalogSettings settings;
    private final SecurityIdentity identity;

    UpdateResource(Updates updates, CatalogSettings settings, SecurityIdentity identity) {
        this.updates = updates;
        this.settings = settings;
        this.identity = identity;
    }

    @POST
    @Path("import")
    @Blocking // thousands of rows are read and checked
    @RolesAllowed("publisher")
    @Operation(summary = "Many updates at once, all or nothing; where four eyes are asked for, only by an admin")
    public Uni<ImportReport> importAll(@NotNull JsonNode document) {
        if (settings.fourEyes() && !identity.hasRole("admin")) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Four eyes are asked for here: only an admin may import without a second person.");
        }
        Actor actor = Actor.of(identity);
        return updates.importAll(Faults.told(() -> CatalogImport.read(document)), actor)
                .onFailure(CatalogRefused.class)
                .transform(Faults::toProblem);
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "The live catalog in pages, filtered and sorted")
    public ObjectNode list(@BeanParam UpdateQuery query) {
        LiveCatalog live = updates.live(Tenant.of(identity));
        UpdateQuery.Page page = query.of(live);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("epoch", live.epoch()).put("asOf", live.asOf().toString());
        live.nextBoundary().ifPresent(next -> answer.put("nextBoundary", next.toString()));
        if (page.more()) {
            answer.put("next", page.updates().getLast().id());
        }
        var list = answer.putArray("updates");
        page.updates().forEach(update -> list.add(UpdateJson.write(update)));
        return answer;
    }

    @GET
    @Path("{update}")
    @RolesAllowed("viewer")
    public Uni<Response> read(@PathParam("update") String id) {
        return updates.find(Tenant.of(identity), id).map(UpdateResource::answer);
    }

    @PUT
    @Path("{update}")
    @RolesAllowed("publisher")
    @APIResponse(responseCode = "200", description = "The update as it is now")
    @APIResponse(responseCode = "201", description = "It is new")
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    public Uni<Response> write(
            @PathParam("update") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull JsonNode document) {
        Edit edit = edit(id, ifMatch);
        return changed(updates.request(edit, new Change.Edited(Faults.told(() -> Faults.oneOf(id, document)))));
    }

    @POST
    @Path("{update}/approve")
    @RolesAllowed("publisher")
    @Operation(summary = "Do what somebody else has proposed")
    public Uni<Response> approve(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return changed(updates.approve(edit(id, ifMatch)));
    }

    @POST
    @Path("{update}/publish")
    @RolesAllowed("publisher")
    @APIResponse(responseCode = "200", description = "The update as it is now")
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    public Uni<Response> publish(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.PUBLISH, id, ifMatch);
    }

    @POST
    @Path("{update}/pause")
    @RolesAllowed("publisher")
    @APIResponse(responseCode = "200", description = "The update as it is now")
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    public Uni<Response> pause(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.PAUSE, id, ifMatch);
    }

    @POST
    @Path("{update}/resume")
    @RolesAllowed("publisher")
    @APIResponse(responseCode = "200", description = "The update as it is now")
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    public Uni<Response> resume(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.RESUME, id, ifMatch);
    }

    @POST
    @Path("{update}/withdraw")
    @RolesAllowed("publisher")
    @APIResponse(responseCode = "200", description = "The update as it is now")
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    public Uni<Response> withdraw(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.WITHDRAW, id, ifMatch);
    }

    @POST
    @Path("{update}/expire")
    @RolesAllowed("publisher")
    @APIResponse(responseCode = "200", description = "The update as it is now")
    @APIResponse(responseCode = "202", description = Proposal.WAITS)
    public Uni<Response> expire(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.EXPIRE, id, ifMatch);
    }

    private Uni<Response> step(Step step, String id, @Nullable String ifMatch) {
        return changed(updates.request(edit(id, ifMatch), new Change.Stepped(step)));
    }

    private Edit edit(String id, @Nullable String ifMatch) {
        return new Edit(id, ifMatch, Actor.of(identity));
    }

    private static Uni<Response> changed(Uni<Written> change) {
        return change.map(UpdateResource::answer)
                .onFailure(CatalogRefused.class)
                .transform(Faults::toProblem);
    }

    /** 202 says that the change waits for somebody else to approve it, and the update is as it was. */
    private static Response answer(Written written) {
        return Response.status(written.status())
                .header("ETag", written.tag())
                .entity(UpdateJson.write(written.update()))
                .build();
    }

    static Problem unknown(String id) {
        return new Problem(ProblemType.NOT_FOUND, "There is no update with the id " + id + ".");
    }
}
