package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.trust.Digest;
import io.tidings.trust.Holdings;
import io.tidings.trust.TargetFile;
import io.tidings.trust.TargetName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The signed repository of one hierarchy: its edition under its own name, and the content that this edition names. */
@Path("/v1/hierarchies/{id}/tuf")
@Produces(MediaType.WILDCARD)
@RolesAllowed("connection-point")
class PersonalRepositoryResource {

    private final Vouching vouching;
    private final Editions editions;
    private final ContentStore store;
    private final ContentOwners owners;
    private final Statements statements;
    private final Vertx vertx;

    PersonalRepositoryResource(
            Vouching vouching,
            Editions editions,
            ContentStore store,
            ContentOwners owners,
            Statements statements,
            Vertx vertx) {
        this.owners = owners;
        this.statements = statements;
        this.vouching = vouching;
        this.editions = editions;
        this.store = store;
        this.vertx = vertx;
    }

    @GET
    @Path("{file}")
    @Operation(summary = "Metadata of TUF 1.0: N.root.json, timestamp.json, N.snapshot.json, N.targets.json")
    public Uni<Response> metadata(@PathParam("id") String id, @PathParam("file") String file) {
        return vouching.personal(id, file, () -> statement(id))
                .map(bytes -> RepositoryAnswer.metadata(file, bytes, "private"));
    }

    @GET
    @Path("targets/{name: .+}")
    @Operation(summary = "The edition that was vouched for, or content that it names")
    public Uni<Response> target(
            @PathParam("id") String id, @PathParam("name") String name, @Context HttpServerRequest request) {
        vouching.requireKeys();
        return present(id).chain(edition -> target(id, name, edition, request));
    }

    private Uni<Response> target(String id, String name, Edition edition, HttpServerRequest request) {
        if (isDocument(id, edition, name)) {
            return Uni.createFrom().item(RepositoryAnswer.document(edition.json(), "private"));
        }
        // a client may have begun before there was another edition
        Edition before = editions.before(id);
        if (before != null && isDocument(id, before, name)) {
            return Uni.createFrom().item(RepositoryAnswer.document(before.json(), "private"));
        }
        String sha256 = digestIn(name).hex();
        if (!edition.names(sha256)) {
            throw noSuchFile();
        }
        return owners.holds(edition.tenant(), sha256)
                .chain(held -> held ? store.find(sha256) : Uni.createFrom().item(Optional.<java.nio.file.Path>empty()))
                .map(found -> found.orElseThrow(PersonalRepositoryResource::noSuchFile))
                .chain(file -> ContentAnswer.to(vertx, request, sha256, file));
    }

    private static boolean isDocument(String id, Edition edition, String name) {
        return TargetName.inRepository(Holdings.editionName(id), TargetFile.of(edition.json()))
                .equals(name);
    }

    private static Digest digestIn(String name) {
        try {
            return TargetName.digestIn(name);
        } catch (IllegalArgumentException malformed) {
            throw noSuchFile();
        }
    }

    private Uni<Statement> statement(String id) {
        return present(id).chain(edition -> statements.of(id, edition));
    }

    private Uni<Edition> present(String id) {
        return editions.of(id).map(found -> found.orElseThrow(PersonalRepositoryResource::noSuchFile));
    }

    private static Problem noSuchFile() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such file for this hierarchy now.");
    }
}
