package io.tidings.delivery;

import io.tidings.delivery.ByteRanges.Part;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Several pieces of a file in one answer, {@code multipart/byteranges} (RFC 9110, 14.6), at the reader's own speed. */
final class MultipartRanges {

    private static final String BOUNDARY = "tidings-piece-5f3c1e0a9d";
    private static final String END = "\r\n--" + BOUNDARY + "--\r\n";

    private final FileSystem files;
    private final Path file;
    private final long size;
    private final List<Part> parts;

    MultipartRanges(Vertx vertx, Path file, long size, List<Part> parts) {
        this.files = vertx.fileSystem();
        this.file = file;
        this.size = size;
        this.parts = parts;
    }

    /**
     * Writes the whole answer; completes when the last byte is taken. The file is open before the first piece is sent, so that
     * all come to their end even if the content is removed meanwhile; and once, however many they are.
     */
    Future<Void> answer(HttpServerRequest request, String tag) {
        return files.open(file.toString(), new OpenOptions().setRead(true).setWrite(false))
                .compose(opened -> write(opened, ContentAnswer.describe(request.response(), tag))
                        .eventually(() -> opened.close()));
    }

    private Future<Void> write(AsyncFile opened, HttpServerResponse response) {
        response.setStatusCode(206)
                .putHeader("Content-Type", "multipart/byteranges; boundary=" + BOUNDARY)
                .putHeader("Content-Length", Long.toString(length()));
        Future<Void> written = Future.succeededFuture();
        for (Part part : parts) {
            written = written.compose(before -> response.write(head(part)))
                    .compose(before -> pour(opened, part, response));
        }
        return written.compose(before -> response.end(END));
    }

    private static Future<Void> pour(AsyncFile opened, Part part, HttpServerResponse response) {
        return opened.setReadPos(part.from())
                .setReadLength(part.length())
                .pipe()
                .endOnComplete(false)
                .to(response);
    }

    private long length() {
        return parts.stream()
                        .mapToLong(part -> head(part).getBytes(StandardCharsets.US_ASCII).length + part.length())
                        .sum()
                + END.length();
    }

    private String head(Part part) {
        return "\r\n--" + BOUNDARY + "\r\nContent-Type: application/octet-stream\r\nContent-Range: "
                + ContentAnswer.place(part, size) + "\r\n\r\n";
    }
}
