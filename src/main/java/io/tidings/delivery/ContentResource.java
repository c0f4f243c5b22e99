package io.tidings.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.tidings.tenant.Tenant;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Content by its SHA-256: taken from publishers, handed to connection points, whole or in pieces. */
@Path("/v1/content")
class ContentResource {

    private final ContentStore store;
    private final ContentRights rights;
    private final SecurityIdentity caller;
    private final Vertx vertx;

    ContentResource(ContentStore store, ContentRights rights, SecurityIdentity caller, Vertx vertx) {
        this.store = store;
        this.rights = rights;
        this.caller = caller;
        this.vertx = vertx;
    }

    /** Where the bytes are from now on. */
    @RegisterForReflection
    record Uploaded(String sha256, long size) {}

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed("publisher")
    @APIResponseSchema(value = Uploaded.class, responseCode = "201", responseDescription = "It is new")
    @APIResponse(responseCode = "200", description = "It was here already")
    public Uni<Response> upload(InputStream bytes, @HeaderParam("Content-Digest") @Nullable String announced) {
        Incoming incoming = Incoming.take(bytes, store.aside(), store.largest(), ContentDigest.sha256(announced));
        return store.keep(incoming, Tenant.of(caller), caller.getPrincipal().getName())
                .map(isNew -> answer(incoming, isNew))
                .eventually(incoming::close);
    }

    private static Response answer(Incoming incoming, boolean isNew) {
        Response.ResponseBuilder answer =
                isNew ? Response.created(URI.create("/v1/content/" + incoming.sha256())) : Response.ok();
        return answer.entity(new Uploaded(incoming.sha256(), incoming.size())).build();
    }

    @GET
    @Path("{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({"connection-point", "publisher"})
    @APIResponse(responseCode = "200", description = "The whole")
    @APIResponse(
            responseCode = "206",
            description = "The pieces that Range asks for; multipart/byteranges if they are several")
    @APIResponse(responseCode = "304", description = "It is what If-None-Match names")
    @APIResponse(responseCode = "307", description = "To be had at a signed address of the bucket")
    @APIResponse(responseCode = "412", description = "It is not what If-Match names")
    @APIResponse(responseCode = "416", description = "All that Range asks for lies behind the end")
    public Uni<Response> read(@PathParam("sha256") String sha256, @Context HttpServerRequest request) {
        return answer(sha256, request);
    }

    @HEAD
    @Path("{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({"connection-point", "publisher"})
    @APIResponse(responseCode = "200", description = "How long it is")
    @APIResponse(responseCode = "304", description = "It is what If-None-Match names")
    @APIResponse(responseCode = "412", description = "It is not what If-Match names")
    public Uni<Response> look(@PathParam("sha256") String sha256, @Context HttpServerRequest request) {
        return answer(sha256, request);
    }

    /** Who may not have it learns nothing of whether it is here. */
    private Uni<Response> answer(String sha256, HttpServerRequest request) {
        return rights.mayFetch(caller, sha256)
                .invoke(may -> {
                    if (!may) {
                        throw ContentAnswer.notHere();
                    }
                })
                .chain(() -> store.outside(sha256))
                .chain(outside -> outside.isPresent()
                        ? ContentAnswer.to(request, sha256, outside.get())
                        : fromHere(sha256, request));
    }

    private Uni<Response> fromHere(String sha256, HttpServerRequest request) {
        return store.find(sha256)
                .map(found -> found.orElseThrow(ContentAnswer::notHere))
                .chain(file -> ContentAnswer.to(vertx, request, sha256, file));
    }
}
