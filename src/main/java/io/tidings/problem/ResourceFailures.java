package io.tidings.problem;

import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tidings.problem.ProblemResponses.Answer;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Answers for whatever the REST layer throws, its own refusals and our resources' failures alike. */
class ResourceFailures {

    private final ProblemResponses responses;

    ResourceFailures(ProblemResponses responses) {
        this.responses = responses;
    }

    // the framework brings mappers for each type named here, which would otherwise be nearer than the one for Throwable
    @ServerExceptionMapper(
            value = {
                Throwable.class,
                WebApplicationException.class,
                NotFoundException.class,
                ValidationException.class,
                ResteasyReactiveViolationException.class,
                MismatchedInputException.class,
                InvalidDefinitionException.class,
                AuthenticationFailedException.class,
                AuthenticationCompletionException.class,
                UnauthorizedException.class,
                ForbiddenException.class
            },
            priority = 1)
    public Response respond(Throwable failure, RoutingContext request) {
        if (failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() < 400) {
            return answer.getResponse();
        }
        return failure instanceof NotAllowedException || failure instanceof NotFoundException
                ? unrouted(failure, request)
                : toResponse(responses.answer(failure, request)).build();
    }

    private static ResponseBuilder toResponse(Answer answer) {
        ResponseBuilder response = Response.status(answer.status()).entity(answer.body());
        answer.headers().forEach(response::header);
        return response;
    }

    /** Of an address that several classes share, the layer says that it is not there, whatever method it is asked with. */
    private Response unrouted(Throwable failure, RoutingContext request) {
        if (failure.getCause() != null && request.request().query() != null) {
            Problem unread = QueryTrouble.toProblem(failure.getCause(), request.queryParams());
            return toResponse(responses.answer(unread, request.request().path()))
                    .build();
        }
        Set<String> methods = AllowedMethods.at(CurrentRequestManager.get());
        if (methods.isEmpty() || methods.contains(request.request().method().name())) {
            return toResponse(responses.answer(failure, request)).build();
        }
        return toResponse(responses.answer(new NotAllowedException(String.join(", ", methods)), request))
                .header(HttpHeaders.ALLOW, String.join(", ", methods))
                .build();
    }
}
