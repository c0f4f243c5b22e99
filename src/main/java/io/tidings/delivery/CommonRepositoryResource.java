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
    /** All that is published, as if one hierarchy were offered it; its number is the epoch. */
    private volatile @Nullable Edition printed;

    CommonRepositoryResource(Vouching vouching, Updates updates, Statements statements) {
        this.vouching = vouching;
        this.updates = updates;
        this.statements = statements;
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
        byte[] json = present().json();
        if (!TargetName.inRepository(Statement.COMMON_DOCUMENT, TargetFile.of(json))
                .equals(name)) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such file for everybody.");
        }
        return RepositoryAnswer.document(json, "public");
    }

    private Uni<Statement> statement() {
        return Uni.createFrom()
                .item(this::present)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(now -> statements.of(Holdings.COMMON, now));
    }

    private Edition present() {
        LiveCatalog live = updates.live(Tenant.DEFAULT);
        Edition known = printed;
        if (known == null || known.epoch() != live.epoch()) {
            known = print(live);
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
