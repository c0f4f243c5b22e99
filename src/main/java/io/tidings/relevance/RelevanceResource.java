package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.catalog.Updates;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What if: judges a site that need not exist against the live catalog, with the engine that judges every other. */
@Path("/v1/relevance")
@Produces(MediaType.APPLICATION_JSON)
class RelevanceResource {
    private final Updates updates;

    RelevanceResource(Updates updates) {
        this.updates = updates;
    }

    @POST
    @Path("judge")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("viewer")
    @Operation(summary = "What would a site with these facts be offered on that day, and why?")
    public JsonNode judge(JsonNode question) {
        var live = updates.live();
        var whatIf = WhatIfReader.read(question, live.catalog(), live.asOf());
        return VerdictJson.answer(whatIf, whatIf.ask(live.catalog()), live.catalog());
    }
}
