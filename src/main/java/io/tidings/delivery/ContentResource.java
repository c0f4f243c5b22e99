package io.tidings.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Content by its SHA-256: taken from publishers, handed to connection points, whole or in pieces. */
@Path("/v1/content")
class ContentResource {

    private final FileStore store;
    private final Vertx vertx;

    ContentResource(FileStore store, Vertx vertx) {
        this.store = store;
        this.vertx = vertx;
    }

    /** Where the bytes are from now on. */
    @RegisterForReflection
    record Uploaded(String sha256, long size) {}

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed("publisher")
    public Response upload(InputStream bytes, @HeaderParam("Content-Digest") @Nullable String announced) {
        FileStore.Stored stored = store.take(bytes, ContentDigest.sha256(announced));
        Response.ResponseBuilder answer =
                stored.isNew() ? Response.created(URI.create("/v1/content/" + stored.sha256())) : Response.ok();
        return answer.entity(new Uploaded(stored.sha256(), stored.size())).build();
    }

    @GET
    @Path("{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed("connection-point")
    public Uni<Response> read(@PathParam("sha256") String sha256, @Context HttpServerRequest request) {
        return ContentAnswer.to(vertx, request, sha256, find(sha256));
    }

    @HEAD
    @Path("{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed("connection-point")
    public Uni<Response> look(@PathParam("sha256") String sha256, @Context HttpServerRequest request) {
        return ContentAnswer.to(vertx, request, sha256, find(sha256));
    }

    private java.nio.file.Path find(String sha256) {
        return store.find(sha256)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no content with this SHA-256."));
    }
}
