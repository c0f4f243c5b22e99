package io.tidings.audit;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what, for operators. */
@Path("/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
class AuditResource {

    private static final int LONGEST_PAGE = 500;

    private final Audit audit;
    private final SecurityIdentity identity;

    AuditResource(Audit audit, SecurityIdentity identity) {
        this.audit = audit;
        this.identity = identity;
    }

    /** A page of entries, newest first, and the cursor of the page after it when there may be one. */
    record Page(List<Entry> entries, @Nullable String next) {}

    @GET
    @RolesAllowed("viewer")
    @Operation(operationId = "listAudit", summary = "Decisions of one's own tenant, newest first")
    public Uni<Page> list(@RestQuery @Nullable String cursor, @RestQuery @DefaultValue("100") int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new Problem(ProblemType.INVALID_PARAMETER, "The page size is out of bounds")
                    .atParameter("limit", "expected 1 to " + LONGEST_PAGE);
        }
        return audit.before(Tenant.of(identity), from(cursor), limit)
                .map(entries -> new Page(entries, next(entries, limit)));
    }

    private static long from(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException malformed) {
            throw new Problem(ProblemType.INVALID_PARAMETER, "The cursor is none of ours")
                    .atParameter("cursor", "expected the next of an earlier page");
        }
    }

    private static @Nullable String next(List<Entry> entries, int limit) {
        return entries.size() < limit ? null : Long.toString(entries.getLast().number());
    }
}
