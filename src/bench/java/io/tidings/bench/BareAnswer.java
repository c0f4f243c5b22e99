package io.tidings.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The limit of any HTTP answer here: Vert.x with one constant body and nothing else, in a process of its own, so that its
 * processor time can be told apart. Answers 304 to any conditional request.
 */
final class BareAnswer {

    private BareAnswer() {}

    public static void main(String... args) {
        var body = Buffer.buffer(new byte[Integer.parseInt(args[1])]);
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                    var response = request.response().putHeader("etag", "\"bare\"");
                    if (request.getHeader("if-none-match") == null) {
                        response.end(body);
                    } else {
                        response.setStatusCode(304).end();
                    }
                })
                .listen(Integer.parseInt(args[0]), "localhost");
    }

    static Running start(Path folder, int bodyBytes) throws IOException, InterruptedException {
        return start(BareAnswer.class, folder, Integer.toString(bodyBytes));
    }

    /** A server of the benchmarks in a process of its own, which is told its port and that argument. */
    static Running start(Class<?> server, Path folder, String argument) throws IOException, InterruptedException {
        int port = Program.freePort();
        var log = folder.resolve(server.getSimpleName() + ".log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        server.getName(),
                        Integer.toString(port),
                        argument)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var running = new Running(process, port, port, log);
        running.awaitReady(System.nanoTime());
        return running;
    }
}
