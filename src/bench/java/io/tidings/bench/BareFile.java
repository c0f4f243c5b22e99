package io.tidings.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** The limit of any download here: Vert.x that hands one file to the kernel, whole or a piece of it, and does nothing else. */
final class BareFile {

    private BareFile() {}

    public static void main(String... args) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> answer(request, args[1]))
                .listen(Integer.parseInt(args[0]), "localhost");
    }

    private static void answer(HttpServerRequest request, String file) {
        var range = request.getHeader("range");
        if (!"/file".equals(request.path())) {
            request.response().end();
        } else if (range == null) {
            request.response().sendFile(file);
        } else {
            var ends = range.substring("bytes=".length()).split("-", 2);
            long from = Long.parseLong(ends[0]);
            request.response().setStatusCode(206).sendFile(file, from, Long.parseLong(ends[1]) - from + 1);
        }
    }
}
