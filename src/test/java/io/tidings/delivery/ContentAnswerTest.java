package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentAnswerTest {

    private static final int REFUSED = 404;
    private static final List<String> RANGES = List.of("bytes=0-", "bytes=0-0", "none");

    /** It has a size and cannot be opened, as a file that goes in between. */
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void serve() throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(this::answer);
        port = server.listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request) {
        ContentAnswer.to(vertx, request, "sha", folder).subscribe().with(sent -> {}, failure -> request.response()
                .setStatusCode(failure instanceof Problem ? REFUSED : 500)
                .end("refused"));
    }

    @Test
    void whatCannotBeOpenedIsRefused_andNothingIsSaidOfContent() throws Exception {
        for (String range : RANGES) {
            HttpResponse<String> answer = ask(range, HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).as(range).isEqualTo(REFUSED);
            assertThat(answer.headers().map()).containsOnlyKeys(":status", "content-length");
            assertThat(answer.body()).isEqualTo("refused");
        }
    }

    /** There the head counts as sent by then. */
    @Test
    void whatCannotBeOpenedIsCutOff_inTheOlderProtocol() {
        for (String range : RANGES) {
            assertThatThrownBy(() -> ask(range, HttpClient.Version.HTTP_1_1))
                    .as(range)
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    private HttpResponse<String> ask(String range, HttpClient.Version version) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port))
                    .version(version)
                    .header("Range", range)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
