package io.tidings.access;

import java.time.Instant;

/** What a connection point proves itself with. The secret is shown this once. */
record Credentials(String clientId, String clientSecret, Instant secretExpiresAt) {

    @Override
    public String toString() {
        return "Credentials[" + clientId + "]";
    }
}
