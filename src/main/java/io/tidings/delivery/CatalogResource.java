package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The poll: what is this hierarchy offered, and is it still what the asker has? */
@Path("/v1/hierarchies/{id}/updates")
class CatalogResource {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Editions editions;
    private final Changes changes;
    private final Clock clock;

    CatalogResource(Editions editions, Changes changes, Clock clock) {
        this.editions = editions;
        this.changes = changes;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("connection-point")
    public Uni<Response> poll(
            @PathParam("id") String id,
            @QueryParam("since") @Nullable Long since,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Accept-Encoding") @Nullable String encodings) {
        Uni<Edition> edition = present(id);
        return since == null
                ? edition.map(now -> answer(id, now, known, encodings))
                : edition.chain(now -> changes.since(since, now))
                        .map(changed -> described(Response.ok(changed), id).build());
    }

    @HEAD
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("connection-point")
    public Uni<Response> look(
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Accept-Encoding") @Nullable String encodings) {
        return present(id).map(now -> answer(id, now, known, encodings));
    }

    private Uni<Edition> present(String id) {
        return editions.of(id)
                .map(found -> found.orElseThrow(() -> new Problem(
                                ProblemType.NOT_FOUND,
                                "Nothing is known of this hierarchy yet: it is offered updates once it has reported.")
                        .retryAfter(SOON)));
    }

    private Response answer(String id, Edition edition, @Nullable String known, @Nullable String encodings) {
        boolean gzip = Encodings.acceptGzip(encodings);
        String tag = gzip ? edition.gzipTag() : edition.tag();
        if (EntityTags.name(known, edition.tag()) || EntityTags.name(known, edition.gzipTag())) {
            return described(Response.notModified(), id).header("ETag", tag).build();
        }
        Response.ResponseBuilder answer = described(Response.ok(), id).header("ETag", tag);
        return gzip
                ? answer.header("Content-Encoding", "gzip")
                        .entity(edition.gzip())
                        .build()
                : answer.entity(edition.json()).build();
    }

    private Response.ResponseBuilder described(Response.ResponseBuilder answer, String id) {
        return answer.header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept-Encoding, Authorization")
                .header(
                        "Next-Check",
                        NextCheck.after(clock.instant(), id)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }
}
