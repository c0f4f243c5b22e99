package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.catalog.Availability;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Update;
import io.tidings.catalog.Updates;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.tenant.Tenant;
import io.tidings.trust.Holdings;
import io.tidings.trust.TargetFile;
import io.tidings.trust.TargetName;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The signed repository for everybody: all that the owner of the installation has published, and nothing that is not. What is
 * another tenant's is not for everybody.
 */
@Path("/tuf")
@Produces(MediaType.WILDCARD)
class CommonRepositoryResource {

    private final Vouching vouching;
    private final Updates updates;
    private final Statements statements;
    private @Nullable Printed printed;

    CommonRepositoryResource(Vouching vouching, Updates updates, Statements statements) {
        this.vouching = vouching;
        this.updates = updates;
        this.statements = statements;
    }

    /** All that is published, as if one hierarchy were offered it; its number is the epoch. And what that was before. */
    private record Printed(Edition now, @Nullable Edition before) {

        @Nullable
        Edition named(String name) {
            return isOf(now, name) ? now : before != null && isOf(before, name) ? before : null;
        }

        private static boolean isOf(Edition edition, String name) {
            return TargetName.inRepository(Statement.COMMON_DOCUMENT, TargetFile.of(edition.json()))
                    .equals(name);
        }
    }

    @GET
    @Path("{file}")
    @PermitAll
    @Operation(summary = "Metadata of TUF 1.0: N.root.json, timestamp.json, N.snapshot.json, N.targets.json")
    public Uni<Response> metadata(@PathParam("file") String file) {
        return vouching.common(file, this::statement).map(bytes -> RepositoryAnswer.metadata(file, bytes, "public"));
    }

    @GET
    @Path("targets/{name: .+}")
    @PermitAll
    @Operation(summary = "The common catalog; content is handed to those alone who are offered it")
    public Response target(@PathParam("name") String name) {
        vouching.requireKeys();
        Edition named = present().named(name);
        if (named == null) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such file for everybody.");
        }
        return RepositoryAnswer.document(named.json(), "public");
    }

    private Uni<Statement> statement() {
        return Uni.createFrom()
                .item(this::present)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(present -> statements.of(Holdings.COMMON, present.now()));
    }

    private synchronized Printed present() {
        LiveCatalog live = updates.live(Tenant.DEFAULT);
        Printed known = printed;
        if (known == null || known.now().epoch() != live.epoch()) {
            known = new Printed(print(live), known == null ? null : known.now());
            printed = known;
        }
        return known;
    }

    private static Edition print(LiveCatalog live) {
        List<String> published = live.catalog().updates().stream()
                .filter(update -> isPublished(update, live))
                .map(Update::id)
                .toList();
        return Rendering.of(Tenant.DEFAULT, live.catalog(), published)
                .toEdition(live.epoch())
                .at(live.epoch());
    }

    private static boolean isPublished(Update update, LiveCatalog live) {
        return update.availabilityOn(live.asOf()) instanceof Availability.Published;
    }
}
