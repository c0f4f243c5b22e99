package io.tidings.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** What a client may know of the issuer beforehand: RFC 8414 metadata and the key set of RFC 7517. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
class WellKnownResource {

    private final KeyRing keys;
    private final String issuer;

    WellKnownResource(KeyRing keys, TokenRules rules) {
        this.keys = keys;
        this.issuer = rules.issuer();
    }

    @GET
    @PermitAll
    @Path("/oauth-authorization-server")
    @Cache(maxAge = 300)
    @Operation(operationId = "issuerMetadata", summary = "Metadata of the token endpoint (RFC 8414)")
    public Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("token_endpoint", issuer + "/oauth2/token");
        metadata.put("jwks_uri", issuer + "/.well-known/jwks.json");
        metadata.put("grant_types_supported", List.of("client_credentials"));
        // required by RFC 8414 even where there is no authorization endpoint
        metadata.put("response_types_supported", List.of());
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        metadata.put("scopes_supported", List.of("viewer", "publisher", "admin"));
        return metadata;
    }

    @GET
    @PermitAll
    @Path("/jwks.json")
    @Cache(maxAge = 60)
    @Operation(operationId = "issuerKeys", summary = "The public keys that verify access tokens (RFC 7517)")
    public Map<String, List<Map<String, String>>> keys() {
        return Map.of(
                "keys", keys.published().stream().map(VerificationKey::toJwk).toList());
    }
}
