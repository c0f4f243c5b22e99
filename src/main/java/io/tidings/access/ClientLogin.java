package io.tidings.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a client says who it is at the token endpoint: RFC 6749, 2.3.1, in the header or in the form, not in both. */
record ClientLogin(String id, Secret secret) {

    private static final int LONGEST = 512;

    /** Throws an {@link OAuthRefusal}. */
    static ClientLogin of(@Nullable String authorization, @Nullable String formId, @Nullable String formSecret) {
        if (authorization == null) {
            return checked(formId, formSecret);
        }
        if (formSecret != null) {
            throw OAuthRefusal.invalidRequest("The client may say its secret in one way only");
        }
        return fromHeader(authorization);
    }

    private static ClientLogin fromHeader(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            throw OAuthRefusal.invalidClient();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(authorization.substring(6).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw OAuthRefusal.invalidClient();
            }
            return checked(formDecoded(pair.substring(0, colon)), formDecoded(pair.substring(colon + 1)));
        } catch (IllegalArgumentException malformed) {
            throw OAuthRefusal.invalidClient();
        }
    }

    private static String formDecoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static ClientLogin checked(@Nullable String id, @Nullable String secret) {
        if (id == null || secret == null || id.isEmpty() || id.length() > LONGEST || secret.length() > LONGEST) {
            throw OAuthRefusal.invalidClient();
        }
        // PostgreSQL's text cannot hold it, so no client has it
        if (id.indexOf('\0') >= 0) {
            throw OAuthRefusal.invalidClient();
        }
        return new ClientLogin(id, new Secret(secret));
    }
}
