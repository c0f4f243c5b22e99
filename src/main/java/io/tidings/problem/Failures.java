package io.tidings.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** What a failure means to the caller; empty if it is a fault of ours, of which the caller learns only an id. */
final class Failures {

    /** Header fields of a framework's answer that the caller needs to mend the request. */
    private static final Set<String> KEPT_HEADERS = Set.of("Allow", "Retry-After", "WWW-Authenticate", "Content-Range");

    /** PostgreSQL's text has every character but one. */
    private static final String TEXT_IMPOSSIBLE = "22021";

    /** The framework's readers of forms and of header fields fail with nothing but their words. */
    private static final Pattern UNREAD = Pattern.compile("URLDecoder:|Failed to parse media type");

    /** The database's client fails so when its connection breaks, or none becomes free. */
    private static final Pattern LOST =
            Pattern.compile("Timeout|Connection is not active|Connection was closed|Pending requests failed");

    private Failures() {}

    static Optional<Problem> toProblem(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<Problem> problem = known(cause);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** For a route that failed with a status and nothing else. */
    static Problem ofStatus(int status) {
        ProblemType type = ProblemType.ofStatus(status);
        return new Problem(type, type.title());
    }

    private static Optional<Problem> known(Throwable failure) {
        return switch (failure) {
            case Problem problem -> Optional.of(problem);
            case ConstraintViolationException broken -> RuleTrouble.toProblem(broken);
            case WebApplicationException refused -> refused(refused);
            case JacksonException unread -> JsonTrouble.toProblem(unread);
            case HttpException refused -> clientFault(refused.getStatusCode());
            case UnauthorizedException ignored -> unauthenticated();
            case AuthenticationFailedException ignored -> unauthenticated();
            case AuthenticationCompletionException ignored -> unauthenticated();
            case ForbiddenException ignored ->
                Optional.of(new Problem(ProblemType.FORBIDDEN, "The sender's roles do not allow this"));
            case PgException refused
            when TEXT_IMPOSSIBLE.equals(refused.getSqlState()) ->
                Optional.of(new Problem(ProblemType.BAD_REQUEST, "A text holds the character U+0000"));
            case IllegalArgumentException unread
            when UNREAD.matcher(String.valueOf(unread.getMessage())).lookingAt() ->
                Optional.of(new Problem(ProblemType.BAD_REQUEST, "A header field or the form is broken"));
            default -> mayPass(failure) ? Optional.of(unavailable()) : Optional.empty();
        };
    }

    private static Optional<Problem> unauthenticated() {
        return Optional.of(new Problem(ProblemType.UNAUTHENTICATED, "A valid bearer token is needed here"));
    }

    private static Problem unavailable() {
        return new Problem(ProblemType.UNAVAILABLE, "A service behind this one does not answer; try again later");
    }

    private static Optional<Problem> refused(WebApplicationException refused) {
        // a cause says more: the JSON reader's failure arrives wrapped like this
        if (refused.getCause() != null
                && JsonTrouble.toProblem(refused.getCause()).isPresent()) {
            return JsonTrouble.toProblem(refused.getCause());
        }
        Optional<Problem> problem = clientFault(refused.getResponse().getStatus());
        problem.ifPresent(answer -> refused.getResponse().getStringHeaders().forEach((name, values) -> {
            if (KEPT_HEADERS.contains(name)) {
                answer.header(name, String.join(", ", values));
            }
        }));
        return problem;
    }

    private static Optional<Problem> clientFault(int status) {
        return status >= 400 && status != 500 ? Optional.of(ofStatus(status)) : Optional.empty();
    }

    private static boolean mayPass(Throwable failure) {
        return switch (failure) {
            case ConnectException ignored -> true;
            case UnknownHostException ignored -> true;
            case TimeoutException ignored -> true;
            case RejectedExecutionException ignored -> true;
            case FaultToleranceException ignored -> true;
            case ConnectionPoolTooBusyException ignored -> true;
            case ClosedConnectionException ignored -> true;
            case PgException refused -> mayPass(refused.getSqlState());
            case VertxException said -> isLost(said);
            case NoStackTraceThrowable said -> isLost(said);
            default -> false;
        };
    }

    private static boolean isLost(Throwable said) {
        return LOST.matcher(String.valueOf(said.getMessage())).lookingAt();
    }

    /**
     * Connection, authorisation, no such database, conflict of transactions, resources, wrong state, operator, system, or a
     * replica that only reads: the database's state, not our statement.
     */
    private static boolean mayPass(String sqlState) {
        return sqlState != null && sqlState.matches("(08|28|3D|40|53|55|57|58).*|25006");
    }
}
