package io.tidings.connectivity;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The target of a connectivity check: an answer that nothing in between should have kept. */
@Path("/v1/reachable")
class ReachableResource {

    @GET
    @PermitAll
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(summary = "Says nothing, and so that it was reached")
    public void reach() {}

    @HEAD
    @PermitAll
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(summary = "Says nothing, and so that it was reached")
    public void look() {}
}
