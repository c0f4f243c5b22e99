package io.tidings.notice;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What a hierarchy is to hear of: asked for, or told as it comes. */
@Path("/v1/hierarchies/{id}/notices")
@RolesAllowed("connection-point")
class NoticeResource {

    private static final int MOST = 500;

    private final NoticeStore store;
    private final Streams streams;

    NoticeResource(NoticeStore store, Streams streams) {
        this.store = store;
        this.streams = streams;
    }

    /** One page, oldest first; {@code next} is what to ask for as {@code after}, absent on the last page. */
    record Page(List<PostedNotice> notices, @Nullable Long next) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The notices after a number, oldest first")
    public Uni<Page> list(
            @PathParam("id") String id,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Problem(ProblemType.INVALID_PARAMETER, "limit is 1 to " + MOST)
                    .atParameter("limit", "1 to " + MOST);
        }
        return store.after(id, after, limit)
                .map(found -> new Page(
                        found, found.size() < limit ? null : found.getLast().number()));
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "The same as server-sent events, and those that come; Last-Event-ID takes a stream up again")
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        Multi<Optional<PostedNotice>> told = streams.of(id, number(last));
        // what the caller sent, its token among it, would lie here as long as it listens
        request.headers().clear();
        return told.map(notice -> notice.map(one -> event(sse, one)).orElseGet(() -> beat(sse)));
    }

    @POST
    @Path("{n}/ack")
    @Operation(summary = "It was seen, and need not be shown again")
    @APIResponse(responseCode = "204", description = "It is acknowledged, now or before")
    public Uni<Void> acknowledge(@PathParam("id") String id, @PathParam("n") long number) {
        return store.acknowledge(id, number).map(known -> {
            if (!known) {
                throw new Problem(ProblemType.NOT_FOUND, "This hierarchy has no notice of that number.");
            }
            return null;
        });
    }

    /** A comment, which no reader shows to anybody. */
    private static OutboundSseEvent beat(Sse sse) {
        return sse.newEventBuilder().comment("").build();
    }

    private static OutboundSseEvent event(Sse sse, PostedNotice notice) {
        return sse.newEventBuilder()
                .id(Long.toString(notice.number()))
                .name(notice.kind())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(PostedNotice.class, notice)
                .build();
    }

    /** An id that is none of ours means that nothing was seen yet: to hear twice is better than not at all. */
    private static long number(@Nullable String last) {
        try {
            return last == null ? 0 : Math.max(0, Long.parseLong(last.strip()));
        } catch (NumberFormatException noneOfOurs) {
            return 0;
        }
    }
}
