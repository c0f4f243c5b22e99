package io.tidings.usage;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.HierarchyIds;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/**
 * Erases a hierarchy. The rejected copies are marked first: if Kafka is away nothing has been erased yet and the caller
 * comes again; the other rooms follow the erasure by themselves.
 */
@Path("/v1/hierarchies")
class ErasureResource {
    private final Rejected rejected;
    private final Hierarchies hierarchies;
    private final UsageSettings settings;
    private final SecurityIdentity identity;

    ErasureResource(Rejected rejected, Hierarchies hierarchies, UsageSettings settings, SecurityIdentity identity) {
        this.rejected = rejected;
        this.hierarchies = hierarchies;
        this.settings = settings;
        this.identity = identity;
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({"connection-point", "admin"})
    public Uni<Void> erase(@PathParam("id") String id) {
        String hierarchyId = HierarchyIds.normalise(id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "This is no id of a hierarchy"));
        return rejected.erase(hierarchyId)
                .onFailure()
                .transform(failure -> new Problem(ProblemType.UNAVAILABLE, "Nothing was erased. Come again later")
                        .retryAfter(settings.retryAfter()))
                .chain(() ->
                        hierarchies.erase(hierarchyId, identity.getPrincipal().getName()))
                .replaceWithVoid();
    }
}
