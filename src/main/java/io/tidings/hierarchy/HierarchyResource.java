package io.tidings.hierarchy;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.HierarchyIds;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of hierarchies, for their own connection points and for operators. */
@Path("/v1/hierarchies")
class HierarchyResource {
    private static final int MOST = 500;

    private final Hierarchies hierarchies;
    private final SecurityIdentity identity;

    HierarchyResource(Hierarchies hierarchies, SecurityIdentity identity) {
        this.hierarchies = hierarchies;
        this.identity = identity;
    }

    /** One page; {@code next} is what to ask for as {@code after}, absent on the last page. */
    record Page(List<HierarchyView> items, @Nullable String next) {}

    @GET
    @RolesAllowed("viewer")
    public Uni<Page> list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Problem(ProblemType.INVALID_PARAMETER, "limit is 1 to " + MOST)
                    .atParameter("limit", "1 to " + MOST);
        }
        return hierarchies
                .list(Tenant.of(identity), after, limit)
                .map(found -> new Page(
                        found.hierarchies().stream().map(HierarchyView::of).toList(), found.next()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"connection-point", "viewer"})
    public Uni<HierarchyView> get(@PathParam("id") String id) {
        return hierarchies.find(HierarchyIds.normalise(id).orElse(id)).map(found -> found.map(HierarchyView::of)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "Nothing is known of this hierarchy")));
    }
}
