package io.tidings.connectivity;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A connection point says what it could reach, and learns what that means. */
@Path("/v1/hierarchies/{id}/connectivity")
@Produces(MediaType.APPLICATION_JSON)
class ConnectivityResource {

    /** As in reports (decision 0181). */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final Endpoints endpoints;
    private final Checks checks;
    private final Clock clock;

    ConnectivityResource(Endpoints endpoints, Checks checks, Clock clock) {
        this.endpoints = endpoints;
        this.checks = checks;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("connection-point")
    @Operation(summary = "Results of a check; answered with the status message they amount to, and advice")
    public Uni<CheckAnswer> check(@PathParam("id") String id, @NotNull @Valid CheckReport report) {
        Instant now = clock.instant();
        Instant checkedAt = checkedAt(report, now);
        CheckAnswer answer =
                CheckAnswer.of(report, endpoints, now.atOffset(ZoneOffset.UTC).getYear());
        return checks.add(id, checkedAt, answer).replaceWith(answer);
    }

    /** A clock that goes ahead must not put a check into the future. */
    private static Instant checkedAt(CheckReport report, Instant now) {
        Instant said = report.checkedAt() == null ? now : report.checkedAt();
        if (said.isBefore(FIRST) || said.isAfter(LAST)) {
            throw new Problem(ProblemType.INVALID, "The check is dated before or after all that is taken")
                    .at("/checkedAt", "a time of the years 0000 to 9999 in UTC is expected");
        }
        return said.isAfter(now) ? now : said;
    }

    @GET
    @RolesAllowed({"connection-point", "viewer"})
    @Operation(summary = "The checks that are kept, newest first")
    public Uni<List<Checks.Kept>> history(@PathParam("id") String id) {
        return checks.of(id);
    }
}
