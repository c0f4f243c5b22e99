package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.Publication.Step;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators and pipelines do to the catalog. */
@Path("/v1/updates")
class UpdateResource {

    private final Updates updates;
    private final SecurityIdentity identity;

    UpdateResource(Updates updates, SecurityIdentity identity) {
        this.updates = updates;
        this.identity = identity;
    }

    @POST
    @Path("import")
    @RolesAllowed("publisher")
    public Uni<ImportReport> importAll(@NotNull JsonNode document) {
        return updates.importAll(Faults.told(() -> CatalogImport.read(document)), by())
                .onFailure(CatalogRefused.class)
                .transform(Faults::toProblem);
    }

    @GET
    @RolesAllowed("viewer")
    public ObjectNode list(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        LiveCatalog live = updates.live();
        List<Update> page = live.catalog().updates().stream()
                .dropWhile(update -> after != null && !update.id().equals(after))
                .skip(after == null ? 0 : 1)
                .limit(limit + 1L)
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("epoch", live.epoch()).put("asOf", live.asOf().toString());
        live.nextBoundary().ifPresent(next -> answer.put("nextBoundary", next.toString()));
        if (page.size() > limit) {
            answer.put("next", page.get(limit - 1).id());
        }
        var list = answer.putArray("updates");
        page.stream().limit(limit).forEach(update -> list.add(UpdateJson.write(update)));
        return answer;
    }

    @GET
    @Path("{update}")
    @RolesAllowed("viewer")
    public Uni<Response> read(@PathParam("update") String id) {
        return updates.find(id).map(UpdateResource::answer);
    }

    @PUT
    @Path("{update}")
    @RolesAllowed("publisher")
    public Uni<Response> write(
            @PathParam("update") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull JsonNode document) {
        Update draft = Faults.told(() -> Faults.oneOf(id, document));
        return changed(updates.edit(new Edit(id, ifMatch, by()), before -> DraftRules.apply(before, draft)));
    }

    @POST
    @Path("{update}/publish")
    @RolesAllowed("publisher")
    public Uni<Response> publish(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.PUBLISH, id, ifMatch);
    }

    @POST
    @Path("{update}/pause")
    @RolesAllowed("publisher")
    public Uni<Response> pause(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.PAUSE, id, ifMatch);
    }

    @POST
    @Path("{update}/resume")
    @RolesAllowed("publisher")
    public Uni<Response> resume(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.RESUME, id, ifMatch);
    }

    @POST
    @Path("{update}/withdraw")
    @RolesAllowed("publisher")
    public Uni<Response> withdraw(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.WITHDRAW, id, ifMatch);
    }

    @POST
    @Path("{update}/expire")
    @RolesAllowed("publisher")
    public Uni<Response> expire(@PathParam("update") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return step(Step.EXPIRE, id, ifMatch);
    }

    private Uni<Response> step(Step step, String id, @Nullable String ifMatch) {
        return changed(updates.step(step, new Edit(id, ifMatch, by())));
    }

    private static Uni<Response> changed(Uni<Written> change) {
        return change.map(UpdateResource::answer)
                .onFailure(CatalogRefused.class)
                .transform(Faults::toProblem);
    }

    private static Response answer(Written written) {
        Response.ResponseBuilder answer = written.isNew() ? Response.status(201) : Response.ok();
        return answer.header("ETag", written.tag())
                .entity(UpdateJson.write(written.update()))
                .build();
    }

    private String by() {
        return identity.getPrincipal().getName();
    }

    static Problem unknown(String id) {
        return new Problem(ProblemType.NOT_FOUND, "There is no update with the id " + id + ".");
    }
}
