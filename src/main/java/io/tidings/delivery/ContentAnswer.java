package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.tidings.delivery.ByteRanges.Part;
import io.tidings.delivery.ByteRanges.Parts;
import io.tidings.delivery.ByteRanges.Unsatisfiable;
import io.tidings.delivery.ByteRanges.Whole;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.protocol.EntityTags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for a file whose name is its digest, so that it never changes: validators, one piece or several
 * (RFC 9110, 13 and 14). The kernel copies the bytes; a slow reader holds neither a thread nor memory.
 */
final class ContentAnswer {

    private static final List<CharSequence> SAID = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.ACCEPT_RANGES,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_RANGE,
            HttpHeaders.CONTENT_LENGTH);
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final String FOREVER = "private, max-age=31536000, immutable";

    private ContentAnswer() {}

    static Uni<Response> to(Vertx vertx, HttpServerRequest request, String sha256, Path file) {
        String tag = '"' + sha256 + '"';
        require(request, tag);
        if (EntityTags.name(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return Uni.createFrom().item(described(Response.notModified(), tag).build());
        }
        long size = sizeOf(file);
        if (request.method().equals(HttpMethod.HEAD)) {
            return head(request, tag, size);
        }
        return switch (ranges(request, tag, size)) {
            case Whole() -> one(request, tag, file, new Part(0, size - 1));
            case Unsatisfiable() -> throw outside(size);
            case Parts(var parts)
            when parts.size() == 1 -> {
                request.response()
                        .setStatusCode(PARTIAL)
                        .putHeader(HttpHeaders.CONTENT_RANGE, place(parts.getFirst(), size));
                yield one(request, tag, file, parts.getFirst());
            }
            case Parts(var parts) -> several(request, tag, new MultipartRanges(vertx, file, size, parts));
        };
    }

    /** The address is of this moment and for this reader: nobody keeps it. */
    static Uni<Response> to(HttpServerRequest request, String sha256, Outside outside) {
        String tag = '"' + sha256 + '"';
        require(request, tag);
        if (EntityTags.name(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return Uni.createFrom().item(described(Response.notModified(), tag).build());
        }
        return request.method().equals(HttpMethod.HEAD)
                ? head(request, tag, outside.size())
                : Uni.createFrom()
                        .item(Response.temporaryRedirect(outside.address())
                                .header("Cache-Control", "no-store")
                                .build());
    }

    /** Before every other condition (RFC 9110, 13.2.2). */
    private static void require(HttpServerRequest request, String tag) {
        if (!EntityTags.allow(request.getHeader(HttpHeaders.IF_MATCH), tag)) {
            throw new Problem(ProblemType.PRECONDITION_FAILED, "The content is not what If-Match names.");
        }
    }

    static String place(Part part, long size) {
        return "bytes " + part.from() + "-" + part.to() + "/" + size;
    }

    /** Not through the REST layer, which never ends an answer whose file cannot be opened. */
    private static Uni<Response> one(HttpServerRequest request, String tag, Path file, Part part) {
        HttpServerResponse response = describe(request.response(), tag)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        return ended(request, response.sendFile(file.toString(), part.from(), part.length()));
    }

    private static Uni<Response> several(HttpServerRequest request, String tag, MultipartRanges pieces) {
        return ended(request, pieces.answer(request, tag));
    }

    /** A reader that leaves in the middle is no fault of ours. The channel knows of it before the response does. */
    private static boolean hasLeft(HttpServerRequest request) {
        return request.response().closed()
                || (request.connection() instanceof ConnectionBase connection
                        && !connection.channelHandlerContext().channel().isActive());
    }

    /** The range is left out: it has a meaning for GET alone. */
    private static Uni<Response> head(HttpServerRequest request, String tag, long size) {
        HttpServerResponse response = describe(request.response(), tag)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(size));
        return ended(request, response.end());
    }

    /** For answers written past the REST layer, which has no such thing; it finds them ended, or not begun. */
    private static Uni<Response> ended(HttpServerRequest request, Future<Void> written) {
        return Uni.createFrom()
                .completionStage(
                        written.recover(failure -> failed(request, failure)).toCompletionStage())
                .map(done -> Response.ok().build());
    }

    private static Future<Void> failed(HttpServerRequest request, Throwable failure) {
        if (hasLeft(request)) {
            return Future.succeededFuture();
        }
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            // nothing else can be said on this line any more, and its reader would wait for it
            request.connection().close();
        } else {
            // what was said of the content is not true of the problem
            response.setStatusCode(OK);
            SAID.forEach(response.headers()::remove);
        }
        return Future.failedFuture(isGone(failure) ? notHere() : failure);
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof FileNotFoundException || failure.getCause() instanceof NoSuchFileException;
    }

    static HttpServerResponse describe(HttpServerResponse answer, String tag) {
        return answer.putHeader("ETag", tag).putHeader("Cache-Control", FOREVER).putHeader("Accept-Ranges", "bytes");
    }

    private static Response.ResponseBuilder described(Response.ResponseBuilder answer, String tag) {
        return answer.header("ETag", tag).header("Cache-Control", FOREVER).header("Accept-Ranges", "bytes");
    }

    private static ByteRanges ranges(HttpServerRequest request, String tag, long size) {
        @Nullable String condition = request.getHeader("If-Range");
        // a date cannot match: content has no date of its own, only its digest
        if (condition != null && !condition.equals(tag)) {
            return new Whole();
        }
        return ByteRanges.of(request.getHeader("Range"), size);
    }

    private static Problem outside(long size) {
        return new Problem(ProblemType.RANGE_NOT_SATISFIABLE, "The content has " + size + " bytes.")
                .header("Content-Range", "bytes */" + size);
    }

    static Problem notHere() {
        return new Problem(ProblemType.NOT_FOUND, "There is no content with this SHA-256 for you.");
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException removedMeanwhile) {
            throw notHere();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
