package io.tidings.notice;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** An operator tells one hierarchy, or all, or those that fit. */
@Path("/v1/notices")
class MessageResource {

    private static final int ACCEPTED = 202;

    private final Broadcasts broadcasts;
    private final SecurityIdentity identity;

    MessageResource(Broadcasts broadcasts, SecurityIdentity identity) {
        this.broadcasts = broadcasts;
        this.identity = identity;
    }

    /** The message is kept, and on its way. */
    record Accepted(long number) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("publisher")
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "A message or a change of the service configuration, to one hierarchy, to all, or by filter")
    @APIResponseSchema(value = Accepted.class, responseCode = "202", responseDescription = "It is kept, and on its way")
    public Uni<Accepted> send(@NotNull @Valid Message message) {
        return broadcasts
                .send(Tenant.of(identity), identity.getPrincipal().getName(), message)
                .map(Accepted::new);
    }
}
