package io.tidings.problem;

import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.tidings.problem.ProblemResponses.Answer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers for what fails before or beside the REST layer: authentication, size limits, plain routes. */
@Singleton
class RouteFailures {

    private static final Logger LOG = Logger.getLogger(RouteFailures.class);
    /** Just before the framework's own limit, which answers without a document, and just behind it. */
    private static final int BEFORE_BODY_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    private static final int BEHIND_BODY_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

    private final ProblemResponses responses;

    RouteFailures(ProblemResponses responses) {
        this.responses = responses;
    }

    void register(@Observes Router router) {
        // failure handlers run in route order: the first one is ours, and it always answers
        router.route().order(Integer.MIN_VALUE).failureHandler(this::respond);
        router.route().order(BEFORE_BODY_LIMIT).handler(RouteFailures::refuseTooLarge);
        BodyLimits.larger().forEach(path -> {
            // the framework has one limit for all paths: it passes over a body whose length it does not see, and
            // what it notes for the reading of such a body is taken back
            router.route(path).order(BEFORE_BODY_LIMIT).handler(RouteFailures::hideLength);
            router.route(path).order(BEHIND_BODY_LIMIT).handler(RouteFailures::liftLimit);
        });
    }

    /** The other port has routes of its own, and none for what is not there. */
    void registerManagement(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).failureHandler(this::respond);
        management.router().route().last().handler(request -> request.fail(ProblemType.NOT_FOUND.status()));
    }

    private static void refuseTooLarge(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        // the HTTP decoder has refused what is not a number
        long most = BodyLimits.of(request.request().path());
        if (length == null || Long.parseLong(length) <= most) {
            request.next();
        } else {
            request.fail(BodyLimits.exceeded(most));
        }
    }

    private static void hideLength(RoutingContext request) {
        request.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
        request.next();
    }

    private static void liftLimit(RoutingContext request) {
        request.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        request.next();
    }

    private void respond(RoutingContext request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            LOG.debugf(
                    request.failure(), "The caller left %s", request.request().path());
            return;
        }
        if (response.headWritten()) {
            // too late for a document: a cut connection tells the caller that the body is not whole
            LOG.errorf(
                    request.failure(),
                    "Failure while answering %s",
                    request.request().path());
            response.reset();
            return;
        }
        if (request.failure() instanceof AuthenticationRedirectException elsewhere) {
            // no failure: a browser that signs in is sent to the issuer and back
            response.setStatusCode(elsewhere.getCode())
                    .putHeader(HttpHeaders.LOCATION, elsewhere.getRedirectUri())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
            return;
        }
        Answer answer = answer(request, request.failure());
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.end(answer.body());
    }

    /** A cause that says no more than the status does, as that of a request without a proper Host, is passed over. */
    private Answer answer(RoutingContext request, @Nullable Throwable failure) {
        boolean isRefused = request.statusCode() >= 400 && request.statusCode() < 500;
        return failure == null || (isRefused && Failures.toProblem(failure).isEmpty())
                ? responses.answer(
                        Failures.ofStatus(request.statusCode()),
                        request.request().path())
                : responses.answer(failure, request);
    }
}
