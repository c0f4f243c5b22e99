package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A client library that knows nothing of us gets a token, verifies it, and polls. */
@QuarkusTest
class OrdinaryClientTest {

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URI service;

    @Test
    void anOrdinaryLibraryGetsATokenAndPolls() throws Exception {
        ConnectionPoint point = ConnectionPoint.enrolled();

        AccessToken token =
                token(point, point.secret()).toSuccessResponse().getTokens().getAccessToken();

        assertThat(verified(token).getStringClaim("hierarchy")).isEqualTo(point.hierarchyId());
        int status = given().header("Authorization", token.toAuthorizationHeader())
                .get("/v1/hierarchies/" + point.hierarchyId())
                .statusCode();
        assertThat(status).isNotIn(401, 403);
    }

    @Test
    void anOrdinaryLibraryUnderstandsTheRefusal() throws Exception {
        TokenResponse refused = token(ConnectionPoint.enrolled(), "wrong");

        assertThat(refused.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_client");
    }

    @Test
    void anOrdinaryLibraryReadsTheMetadata() throws Exception {
        String document = given().get("/.well-known/oauth-authorization-server").asString();

        AuthorizationServerMetadata metadata = AuthorizationServerMetadata.parse(document);

        assertThat(metadata.getTokenEndpointURI().getPath()).isEqualTo("/oauth2/token");
    }

    private TokenResponse token(ConnectionPoint point, String secret) throws Exception {
        var login = new ClientSecretBasic(new ClientID(point.clientId()), new Secret(secret));
        var request =
                new TokenRequest.Builder(service.resolve("/oauth2/token"), login, new ClientCredentialsGrant()).build();
        return TokenResponse.parse(request.toHTTPRequest().send());
    }

    private static JWTClaimsSet verified(AccessToken token) throws Exception {
        JWKSet keys = JWKSet.parse(given().get("/.well-known/jwks.json").asString());
        var processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(keys)));
        return processor.process(token.getValue(), null);
    }
}
