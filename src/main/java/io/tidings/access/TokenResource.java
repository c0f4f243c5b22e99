package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** The token endpoint of RFC 6749, for the client credentials grant. */
@Path("/oauth2/token")
@Tag(name = "access")
class TokenResource {

    private final TokenDesk desk;
    private final Refusals refusals;
    private final Limits limits;

    TokenResource(TokenDesk desk, Refusals refusals, Limits limits) {
        this.desk = desk;
        this.refusals = refusals;
        this.limits = limits;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueToken",
            summary = "An access token for a client id and its secret",
            description =
                    "Client credentials grant of RFC 6749: grant_type=client_credentials, and the client id and secret in"
                            + " the Basic header or in the form. A scope may narrow the roles.")
    @APIResponseSchema(value = TokenAnswer.class, responseCode = "200", responseDescription = "The token")
    @APIResponse(responseCode = "400", description = "An error of RFC 6749, 5.2")
    @APIResponse(responseCode = "401", description = "The client is not known by this id and secret")
    public Uni<Response> issue(
            @Context RoutingContext request,
            @RestHeader(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            MultivaluedMap<String, String> form) {
        limits.requirePatience(request);
        return Uni.createFrom()
                .item(() -> read(authorization, form))
                .chain(login -> serve(request, login, form.getFirst("scope")))
                .map(answer -> Response.ok(answer))
                .onFailure(OAuthRefusal.class)
                .recoverWithItem(refusal -> refused(request, refusal))
                // RFC 6749, 5.1: no cache may keep a token
                .map(answer ->
                        answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build());
    }

    private Uni<TokenAnswer> serve(RoutingContext request, ClientLogin login, @Nullable String scope) {
        limits.requirePatience(login.id());
        return desk.serve(login, scope).onFailure(TokenResource::isWrongSecret).invoke(() -> {
            limits.failed(login.id());
            refusals.secret(login.id(), Limits.address(request));
        });
    }

    private static boolean isWrongSecret(Throwable failure) {
        return failure instanceof OAuthRefusal refusal && refusal.status() == 401;
    }

    private static ClientLogin read(@Nullable String authorization, MultivaluedMap<String, String> form) {
        String grantType = form.getFirst("grant_type");
        if (grantType == null) {
            throw OAuthRefusal.invalidRequest("grant_type is missing");
        }
        if (!grantType.equals("client_credentials")) {
            throw OAuthRefusal.unsupportedGrant();
        }
        return ClientLogin.of(authorization, form.getFirst("client_id"), form.getFirst("client_secret"));
    }

    private Response.ResponseBuilder refused(RoutingContext request, OAuthRefusal refusal) {
        refusals.client(refusal.error());
        Response.ResponseBuilder answer = Response.status(refusal.status())
                .entity(Map.of("error", refusal.error(), "error_description", refusal.description()));
        if (refusal.status() == 401) {
            limits.failed(request);
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tidings\"");
        }
        if (refusal.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "5");
        }
        return answer;
    }
}
