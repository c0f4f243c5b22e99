package io.tidings.connectivity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.protocol.EntityTags;
import io.tidings.trust.Digest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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
    @APIResponse(responseCode = "200", description = "The list, with its version")
    @APIResponse(responseCode = "304", description = "It is what If-None-Match names")
    public Response list(
            @QueryParam("function") @Nullable String function,
            @QueryParam("year") @Nullable Integer year,
            @HeaderParam("If-None-Match") @Nullable String known)
            throws JsonProcessingException {
        byte[] body = json.writeValueAsBytes(document(function, year));
        String tag = Digest.of(body).hex().substring(0, TAG_LENGTH);
        Response.ResponseBuilder answer =
                EntityTags.name(known, '"' + tag + '"') ? Response.notModified() : Response.ok(body);
        return answer.tag(tag).header("Cache-Control", "public, max-age=3600").build();
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
        if (endpoint.scheme() != null) {
            node.put("scheme", endpoint.scheme());
        }
        if (endpoint.port() != null) {
            node.put("port", endpoint.port());
        }
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
