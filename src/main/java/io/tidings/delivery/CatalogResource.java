package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.CatalogChanges;
import io.tidings.protocol.EntityTags;
import io.tidings.trust.Digest;
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
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The poll: what is this hierarchy offered, and is it still what the asker has? */
@Path("/v1/hierarchies/{id}/updates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("connection-point")
@APIResponse(
        responseCode = "200",
        description = "The edition; with since, what changed. For HEAD without the body",
        content = @Content(schema = @Schema(oneOf = {PollForms.EditionForm.class, PollForms.ChangesForm.class})),
        headers = {
            @Header(name = "ETag", description = "The validator of these bytes"),
            @Header(name = "Next-Check", description = "When to ask again (RFC 3339)"),
            @Header(name = "Age", description = "How old it may be, while the database is away")
        })
@APIResponse(responseCode = "304", description = "It is what If-None-Match names")
@APIResponse(responseCode = "412", description = "It is not what If-Match names")
class CatalogResource {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int TAG_LENGTH = 22;

    private final Editions editions;
    private final EditionStore store;

    CatalogResource(Editions editions, EditionStore store) {
        this.editions = editions;
        this.store = store;
    }

    @GET
    public Uni<Response> poll(
            @PathParam("id") String id,
            @QueryParam("since") @Nullable String since,
            @HeaderParam("If-Match") @Nullable String expected,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Accept-Encoding") @Nullable String encodings) {
        return sheet(id, since)
                .invoke(sheet -> require(sheet, expected))
                .map(sheet -> editions.answer(id, sheet, known, encodings).toResponse(true));
    }

    @HEAD
    public Uni<Response> look(
            @PathParam("id") String id,
            @QueryParam("since") @Nullable String since,
            @HeaderParam("If-Match") @Nullable String expected,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Accept-Encoding") @Nullable String encodings) {
        return sheet(id, since)
                .invoke(sheet -> require(sheet, expected))
                .map(sheet -> editions.answer(id, sheet, known, encodings).toResponse(false));
    }

    /** In whichever encoding the asker has it. */
    private static void require(Sheet sheet, @Nullable String expected) {
        if (!EntityTags.allow(expected, sheet.tag()) && !EntityTags.allow(expected, sheet.gzipTag())) {
            throw new Problem(ProblemType.PRECONDITION_FAILED, "The edition is not what If-Match names.");
        }
    }

    private Uni<Sheet> sheet(String id, @Nullable String since) {
        return since == null ? present(id).map(Edition::sheet) : changes(id, number(since));
    }

    private Uni<Sheet> changes(String id, long since) {
        return present(id)
                .chain(now -> store.entries(since, now.tenant()).map(before -> Changes.between(since, before, now)))
                .map(CatalogChanges::toJson)
                .map(json -> Sheet.of(Digest.of(json).hex().substring(0, TAG_LENGTH), json));
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
}
