package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.tidings.catalog.Updates;
import io.tidings.tenant.Tenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What if: judges a site that need not exist against the live catalog of the asker's tenant, with the engine that judges every other. */
@Path("/v1/relevance")
@Produces(MediaType.APPLICATION_JSON)
class RelevanceResource {
    private final Updates updates;
    private final SecurityIdentity identity;
    private final Clock clock;

    RelevanceResource(Updates updates, SecurityIdentity identity, Clock clock) {
        this.updates = updates;
        this.identity = identity;
        this.clock = clock;
    }

    @POST
    @Path("judge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("viewer")
    @Operation(summary = "What would a site with these facts be offered on that day, and why?")
    public JsonNode judge(@NotNull JsonNode question) {
        var catalog = updates.current(Tenant.of(identity));
        var whatIf = WhatIfReader.read(question, catalog, LocalDate.now(clock));
        return VerdictJson.answer(whatIf, whatIf.ask(catalog), catalog);
    }
}
