package io.tidings.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The answer of RFC 6749, 5.1, and beside it when the secret that was used ends: in seconds since 1970, zero for never, as
 * RFC 7591 says it of a registration. So a client that polls hears in time that it must renew.
 */
@RegisterForReflection
record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope,
        @JsonProperty("client_secret_expires_at") long clientSecretExpiresAt) {

    @Override
    public String toString() {
        return "TokenAnswer[" + scope + "]";
    }
}
