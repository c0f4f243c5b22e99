package io.tidings.access;

/**
 * Why the token endpoint gives no token, in the words of RFC 6749, 5.2. It travels as an exception because OAuth clients
 * expect that document's answer here and not a problem of RFC 9457.
 */
final class OAuthRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    private OAuthRefusal(int status, String error, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
    }

    static OAuthRefusal invalidRequest(String description) {
        return new OAuthRefusal(400, "invalid_request", description);
    }

    /** The same for an unknown client and for a wrong secret. */
    static OAuthRefusal invalidClient() {
        return new OAuthRefusal(401, "invalid_client", "The client is not known by this id and secret");
    }

    static OAuthRefusal unsupportedGrant() {
        return new OAuthRefusal(400, "unsupported_grant_type", "Only client_credentials is served");
    }

    static OAuthRefusal invalidScope() {
        return new OAuthRefusal(400, "invalid_scope", "The client may not have this scope");
    }

    static OAuthRefusal notReady() {
        return new OAuthRefusal(503, "temporarily_unavailable", "The service is not ready to issue tokens");
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
