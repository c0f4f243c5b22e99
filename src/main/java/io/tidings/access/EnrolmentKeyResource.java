package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Where an operator gets the one-time key for a new connection point. */
@Path("/v1/enrolment-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
class EnrolmentKeyResource {

    private final EnrolmentKeys keys;
    private final SecurityIdentity identity;

    EnrolmentKeyResource(EnrolmentKeys keys, SecurityIdentity identity) {
        this.keys = keys;
        this.identity = identity;
    }

    @POST
    @RolesAllowed("admin")
    @ResponseStatus(201)
    @Operation(operationId = "mintEnrolmentKey", summary = "A one-time key for a hierarchy to enrol with")
    @APIResponseSchema(
            value = EnrolmentKey.class,
            responseCode = "201",
            responseDescription = "The key, shown this once")
    public Uni<EnrolmentKey> mintKey(@NotNull @Valid EnrolmentKeyRequest request) {
        return keys.mint(Access.caller(identity), request);
    }
}
