package io.tidings.bench;

import io.vertx.core.Vertx;

/** The limit of any download here: Vert.x that sends one file to whoever asks below {@code /file}, and nothing else. */
final class BareFile {

    private BareFile() {}

    public static void main(String... args) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    if ("/file".equals(request.path())) {
                        request.response().sendFile(args[1]);
                    } else {
                        request.response().end();
                    }
                })
                .listen(Integer.parseInt(args[0]), "localhost");
    }
}
