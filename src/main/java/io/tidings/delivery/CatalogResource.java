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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The poll: what is this hierarchy offered, and is it still what the asker has? */
@Path("/v1/hierarchies/{id}/updates")
class CatalogResource {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Editions editions;
    private final EditionStore store;
    private final Clock clock;

    CatalogResource(Editions editions, EditionStore store, Clock clock) {
        this.editions = editions;
        this.store = store;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("connection-point")
    public Uni<Response> poll(
            @PathParam("id") String id,
            @QueryParam("since") @Nullable String since,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Accept-Encoding") @Nullable String encodings) {
        return since == null ? present(id).map(now -> answer(id, now, known, encodings)) : changes(id, number(since));
    }

    @HEAD
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("connection-point")
    public Uni<Response> look(
            @PathParam("id") String id,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Accept-Encoding") @Nullable String encodings) {
        return present(id).map(now -> answer(id, now, known, encodings)).map(CatalogResource::withoutBody);
    }

    /** Its length is said nevertheless (RFC 9110, 9.3.2). */
    private static Response withoutBody(Response answer) {
        if (answer.getEntity() instanceof byte[] body) {
            answer.getHeaders().putSingle("Content-Length", body.length);
        }
        return answer;
    }

    private Uni<Response> changes(String id, long since) {
        return store.entries(since)
                .chain(before -> present(id).map(now -> Changes.between(since, before, now)))
                .map(changes -> described(Response.ok(changes.toJson()), id).build());
    }

    private static long number(String since) {
        try {
            return Long.parseUnsignedLong(since);
        } catch (NumberFormatException malformed) {
            throw new Problem(ProblemType.INVALID_PARAMETER, "since is the number of an edition.")
                    .atParameter("since", "expected the edition of an earlier answer");
        }
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
        Instant next = editions.nextCheck(id, clock.instant());
        editions.age().ifPresent(age -> answer.header("Age", age.toSeconds()));
        return answer.header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept-Encoding, Authorization")
                .header("Next-Check", next.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
