package io.tidings.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The answer of RFC 6749, 5.1. */
@RegisterForReflection
record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {

    @Override
    public String toString() {
        return "TokenAnswer[" + scope + "]";
    }
}
