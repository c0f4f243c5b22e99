package io.tidings.connectivity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.trust.Digest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What a connection point must be able to reach. */
@Path("/v1/endpoints")
@Produces(MediaType.APPLICATION_JSON)
class EndpointsResource {

    private static final int TAG_LENGTH = 22;

    private final Endpoints endpoints;
    private final ObjectMapper json;

    EndpointsResource(Endpoints endpoints, ObjectMapper json) {
        this.endpoints = endpoints;
        this.json = json;
    }

    @GET
    @PermitAll
    @Operation(summary = "The endpoints of each function, or of one, with the years they were needed in")
    public Response list(
            @QueryParam("function") @Nullable String function,
            @QueryParam("year") @Nullable Integer year,
            @Context Request request)
            throws JsonProcessingException {
        byte[] body = json.writeValueAsBytes(document(function, year));
        EntityTag tag = new EntityTag(Digest.of(body).hex().substring(0, TAG_LENGTH));
        Response.ResponseBuilder other = request.evaluatePreconditions(tag);
        if (other != null && other.build().getStatus() == ProblemType.PRECONDITION_FAILED.status()) {
            throw new Problem(ProblemType.PRECONDITION_FAILED, "The list has another version now");
        }
        return (other == null ? Response.ok(body) : other)
                .tag(tag)
                .header("Cache-Control", "public, max-age=3600")
                .build();
    }

    private ObjectNode document(@Nullable String function, @Nullable Integer year) {
        ObjectNode document = json.createObjectNode().put("version", endpoints.version());
        var functions = document.putArray("functions");
        ObjectNode present = null;
        for (Endpoint endpoint : endpoints.all()) {
            if ((function != null && !function.equals(endpoint.function()))
                    || (year != null && !endpoint.isNeededIn(year))) {
                continue;
            }
            if (present == null || !present.path("function").textValue().equals(endpoint.function())) {
                present = functions
                        .addObject()
                        .put("function", endpoint.function())
                        .put("critical", endpoint.critical())
                        .put("cloudService", endpoint.cloudService());
                present.putArray("endpoints");
            }
            write(present.withArray("endpoints").addObject(), endpoint);
        }
        return document;
    }

    private static void write(ObjectNode node, Endpoint endpoint) {
        node.put("host", endpoint.host());
        if (endpoint.path() != null) {
            node.put("path", endpoint.path());
        }
        if (endpoint.since() != null) {
            node.put("since", endpoint.since());
        }
        if (endpoint.until() != null) {
            node.put("until", endpoint.until());
        }
        if (endpoint.replacedBy() != null) {
            node.put("replacedBy", endpoint.replacedBy());
        }
    }
}
