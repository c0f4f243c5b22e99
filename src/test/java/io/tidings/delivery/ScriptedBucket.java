package io.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A bucket that fails as it is told to, which no real one can be asked for: it answers in order, whatever it is asked. */
final class ScriptedBucket implements AutoCloseable {

    /** Closes the line instead of an answer. */
    static final Answer BREAKS = new Answer(0, "", null);

    static final Answer NOT_THERE = new Answer(404, "", null);
    static final Answer BEGUN = new Answer(200, "<R><UploadId>the-upload</UploadId></R>", null);
    static final Answer TAKEN = new Answer(200, "", "\"tag\"");
    static final Answer FAILED = new Answer(500, "", null);
    static final Answer DONE = new Answer(200, "<CompleteMultipartUploadResult/>", null);
    static final Answer GIVEN_UP = new Answer(204, "", null);

    record Answer(int status, String body, @Nullable String tag) {}

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers;
    private final HttpServer server;

    ScriptedBucket(Answer... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getRawQuery();
            asked.add(exchange.getRequestMethod() + (query == null ? "" : " " + query));
            Answer answer = answers.remove();
            if (answer.equals(BREAKS)) {
                return;
            }
            if (answer.tag() != null) {
                exchange.getResponseHeaders().add("ETag", answer.tag());
            }
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
