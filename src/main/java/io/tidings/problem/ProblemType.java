package io.tidings.problem;

import java.util.Locale;

/**
 * The kinds of problem a caller can meet. The {@link #uri()} of a kind never changes and is what programs compare; it
 * leads to a page about the kind. Kinds of the same status stand together, the most general first.
 */
public enum ProblemType {
    BAD_REQUEST(400, "The request cannot be understood"),
    MALFORMED_JSON(400, "The body is not JSON"),
    INVALID_PARAMETER(400, "A parameter has a value that is not allowed"),
    UNAUTHENTICATED(401, "The request does not prove who sends it"),
    FORBIDDEN(403, "The sender may not do this"),
    NOT_FOUND(404, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(405, "This address does not take this method"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be served"),
    CONFLICT(409, "The present state does not allow this"),
    GONE(410, "This is no longer here"),
    PRECONDITION_FAILED(412, "A condition of the request is not met"),
    TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not taken here"),
    RANGE_NOT_SATISFIABLE(416, "The range lies outside the content"),
    INVALID(422, "The body breaks a rule"),
    PRECONDITION_REQUIRED(428, "The request must name the state it builds on"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    HEADERS_TOO_LARGE(431, "The header fields are too large"),
    INTERNAL(500, "The service failed"),
    NOT_IMPLEMENTED(501, "The service does not know this method"),
    UNAVAILABLE(503, "The service cannot answer now");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The last part of the {@link #uri()}: the name, in lower case with hyphens. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A reference with a full path, so that it means the same below every address of the service. */
    public String uri() {
        return "/problems/" + slug();
    }

    /** The most general kind with this status; for a status that no kind has, the kind of its class. */
    static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status) {
                return type;
            }
        }
        return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
    }
}
