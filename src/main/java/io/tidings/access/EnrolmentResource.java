package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The life of a connection point, from its enrolment to its move. The class path is that of the other resources below it: of
 * two class paths the longer takes every request, and answers 405 to what only the shorter knows.
 */
@Path("/v1/hierarchies")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
class EnrolmentResource {

    private final Enrolment enrolment;
    private final ClientCertificates certificates;
    private final Limits limits;
    private final Refusals refusals;
    private final SecurityIdentity identity;

    EnrolmentResource(
            Enrolment enrolment,
            ClientCertificates certificates,
            Limits limits,
            Refusals refusals,
            SecurityIdentity identity) {
        this.enrolment = enrolment;
        this.certificates = certificates;
        this.limits = limits;
        this.refusals = refusals;
        this.identity = identity;
    }

    @POST
    @PermitAll
    @ResponseStatus(201)
    @Operation(
            operationId = "enrol",
            summary = "Enrol the connection point of a hierarchy",
            description = "Proved by the enrolment key. The secret of the answer is shown this once.")
    @APIResponseSchema(
            value = Credentials.class,
            responseCode = "201",
            responseDescription = "The credentials of the connection point")
    @APIResponse(responseCode = "403", description = "The enrolment key is not accepted")
    @APIResponse(
            responseCode = "409",
            description = "The hierarchy has a connection point: on which site, and since when")
    @APIResponse(responseCode = "422", description = "The site is not the top tier of its hierarchy")
    public Uni<Credentials> enrol(@Context RoutingContext request, @NotNull @Valid EnrolmentRequest body) {
        limits.requirePatience(request);
        return refusals.watch("enrol", body.hierarchyId(), () -> enrolment
                .enrol(body, certificates.shown(request))
                .onFailure(EnrolmentResource::isForbidden)
                .invoke(() -> limits.failed(request)));
    }

    /** Perhaps a key that is guessed. */
    private static boolean isForbidden(Throwable failure) {
        return failure instanceof Problem problem && problem.type() == ProblemType.FORBIDDEN;
    }

    @POST
    @Path("{id}/move")
    @RolesAllowed({"connection-point", "admin"})
    @Operation(
            operationId = "moveConnectionPoint",
            summary = "The connection point moves to another machine or site",
            description = "Recovery, high availability, or expansion. The old credentials end at once.")
    public Uni<Credentials> move(
            @Context RoutingContext request, @RestPath String id, @NotNull @Valid MoveRequest body) {
        return refusals.watch(
                "move", id, () -> enrolment.move(Actor.of(identity), id, body, certificates.shown(request)));
    }

    @POST
    @Path("{id}/secret")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed("connection-point")
    @ResponseStatus(201)
    @Operation(operationId = "renewSecret", summary = "A new secret; the one before it lives on for a grace time")
    @APIResponseSchema(
            value = Credentials.class,
            responseCode = "201",
            responseDescription = "The new secret, shown this once")
    public Uni<Credentials> renewSecret(@RestPath String id) {
        return refusals.watch("renew-secret", id, () -> enrolment.renewSecret(Actor.of(identity), id));
    }

    @PUT
    @Path("{id}/mode")
    @RolesAllowed("connection-point")
    @Operation(operationId = "changeMode", summary = "Change between online and offline")
    public Uni<ModeAnswer> changeMode(@RestPath String id, @NotNull @Valid ModeRequest request) {
        return refusals.watch("change-mode", id, () -> enrolment.changeMode(Actor.of(identity), id, request.mode()));
    }
}
