package io.tidings.access;

import java.time.Instant;
import java.util.Locale;

/** A credential of a hierarchy's connection point is about to expire; whoever wants to go on renews it before. */
public record Expiry(String hierarchyId, String tenant, Credential credential, Instant expiresAt) {

    /** What proves the connection point, and comes to an end. */
    public enum Credential {
        SECRET,
        /** One that is bound by itself: where a name in it is bound, the next one of that name goes on. */
        CERTIFICATE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
