package io.tidings.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer to a caller who asked for something that cannot be done, and who can mend it or try again later. The detail is
 * read by people: it names what is wrong and what is expected, and never a class, a payload or a secret. Throw it, or fail
 * a {@code Uni} with it, from anywhere; it carries no stack, because it is an answer and not a fault.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final String detail;
    private final transient List<Map<String, String>> errors = new ArrayList<>();
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public Problem(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
        this.detail = detail;
    }

    /** Adds one entry to {@code errors}: where in the body (a JSON pointer, RFC 6901), and what is wrong there. */
    public Problem at(String pointer, String wrong) {
        errors.add(Map.of("pointer", pointer, "detail", wrong));
        return this;
    }

    /** Adds one entry to {@code errors} about a parameter of the path, the query or the header. */
    public Problem atParameter(String name, String wrong) {
        errors.add(Map.of("parameter", name, "detail", wrong));
        return this;
    }

    /** Adds an extension member; the value is written as JSON as it is. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a header field to the answer, such as {@code Allow} or {@code WWW-Authenticate}. */
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Says when trying again is worth it. */
    public Problem retryAfter(Duration pause) {
        return header("Retry-After", Long.toString(Math.max(1, pause.toSeconds())));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    List<Map<String, String>> errors() {
        return errors;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }
}
