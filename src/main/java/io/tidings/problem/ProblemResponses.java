package io.tidings.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one place that makes RFC 9457 documents. A fault of ours is logged here, once, under the id the caller gets. */
@Singleton
class ProblemResponses {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
    /** For a caller who is told to come back and not when: long enough for a restart, short enough not to be noticed. */
    private static final String PAUSE_SECONDS = "5";

    /** A document with all that has to be said around it. */
    record Answer(int status, Map<String, String> headers, Buffer body) {}

    private final ObjectMapper json;

    ProblemResponses(ObjectMapper json) {
        this.json = json;
    }

    Answer answer(Throwable failure, RoutingContext request) {
        Optional<Problem> problem = Failures.toProblem(failure);
        if (problem.isPresent() && problem.get().type() == ProblemType.UNAVAILABLE) {
            // readiness already says what is away; a line for each request would only bury it
            LOG.debugf(failure, "Cannot serve %s now", request.request().path());
        }
        Answer answer = answer(
                problem.orElseGet(() -> fault(failure, request)),
                request.request().path());
        if (request.request().version() == HttpVersion.HTTP_2) {
            // there it would spoil the whole answer (RFC 9113, 8.2.2): a stream ends by itself
            answer.headers().remove("Connection");
        }
        return answer;
    }

    /** The path, which an address that cannot be read does not have. */
    Answer answer(Problem problem, @Nullable String path) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", problem.type().uri());
        document.put("title", problem.type().title());
        document.put("status", problem.type().status());
        document.put("detail", problem.detail());
        if (path != null) {
            document.put("instance", path);
        }
        if (!problem.errors().isEmpty()) {
            document.put("errors", problem.errors());
        }
        SpanContext trace = Span.current().getSpanContext();
        if (trace.isValid()) {
            document.put("traceId", trace.getTraceId());
        }
        problem.members().forEach(document::putIfAbsent);
        return new Answer(problem.type().status(), headers(problem), encode(document));
    }

    private static Map<String, String> headers(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", MEDIA_TYPE);
        headers.put("Cache-Control", "no-store");
        headers.putAll(problem.headers());
        int status = problem.type().status();
        if (status == 429 || status == 503) {
            headers.putIfAbsent("Retry-After", PAUSE_SECONDS);
        }
        if (status == 401) {
            headers.putIfAbsent("WWW-Authenticate", "Bearer");
        }
        return headers;
    }

    private static Problem fault(Throwable failure, RoutingContext request) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(
                failure,
                "Failure %s at %s %s",
                id,
                request.request().method(),
                request.request().path());
        return new Problem(ProblemType.INTERNAL, "The service failed; its log holds the cause under this id")
                .with("id", id);
    }

    private Buffer encode(Map<String, Object> document) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An extension member cannot be written as JSON", e);
        }
    }
}
