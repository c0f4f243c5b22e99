package io.tidings.problem;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.tidings.problem.ProblemResponses.Answer;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Answers for what the HTTP decoder refuses: a line or a head that is too long, and what is not HTTP; and for an address that is
 * none. It reaches no route, and the framework keeps the server to which a handler for it could be given
 * (src/docs/decisions/0150).
 */
@Singleton
class UnreadRequests implements VertxOptionsCustomizer {

    /** What the decoder puts in the place of an address that it could not read. */
    private static final String UNREAD = "/bad-request";

    private final Provider<ProblemResponses> responses;

    UnreadRequests(Provider<ProblemResponses> responses) {
        this.responses = responses;
    }

    @Override
    public void accept(VertxOptions options) {
        FirstLook.add(options, this::look);
    }

    /** The connection chooses who answers right after this. */
    private void look(HttpServerRequest request) {
        if (request.decoderResult().isFailure()) {
            ((HttpServerConnection) request.connection()).invalidRequestHandler(this::answer);
        } else if (request.version() == null
                || (request.version() != HttpVersion.HTTP_2 && !isAddress(request.uri()))) {
            ((HttpServerConnection) request.connection()).handler(this::answer);
        }
    }

    /**
     * The framework compares every address with the grammar behind this, and answers with the status alone. Here only those are
     * compared that hold anything unusual.
     */
    private static boolean isAddress(String uri) {
        boolean isUsual = uri.startsWith("/") && !uri.startsWith("//");
        for (int i = 0; isUsual && i < uri.length(); i++) {
            isUsual = isUsual(uri.charAt(i));
        }
        return isUsual || isOfTheGrammar(uri);
    }

    private static boolean isUsual(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '@' && character <= 'Z')
                || (character >= '$' && character <= ';' && character != '%')
                || character == '?'
                || character == '='
                || character == '_';
    }

    private static boolean isOfTheGrammar(String uri) {
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    private void answer(HttpServerRequest request) {
        Problem problem = toProblem(request).header("Connection", "close");
        Answer answer = responses.get().answer(problem, pathOf(request));
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader(HttpHeaders.DATE, date());
        // where the next request would begin is not known
        response.end(answer.body()).onComplete(sent -> request.connection().close());
    }

    /** Whoever dates the answers of routes does not see these. */
    @SuppressWarnings("JavaUtilDate") // what the formatter takes
    private static String date() {
        return DateFormatter.format(new Date());
    }

    private static Problem toProblem(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            return new Problem(ProblemType.URI_TOO_LONG, "The first line of the request is longer than is read here");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Problem(ProblemType.HEADERS_TOO_LARGE, "The header fields are larger than is read here");
        }
        if (cause == null && request.version() != null) {
            return new Problem(ProblemType.BAD_REQUEST, "The address breaks the grammar of URIs (RFC 3986)");
        }
        return new Problem(ProblemType.BAD_REQUEST, "The request is not HTTP as it is spoken here");
    }

    private static @Nullable String pathOf(HttpServerRequest request) {
        return UNREAD.equals(request.uri()) || !isAddress(request.uri()) ? null : request.path();
    }
}
