package io.tidings.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Somebody who calls the service with a token of its own, to prepare what is then measured. Not part of any figure. */
record Caller(Running server, String token) {

    // by itself the client would send everything over one HTTP/2 connection, which one thread of the service serves
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    static Caller of(Running server, String id, String secret) throws IOException, InterruptedException {
        var basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        var answer = send(request(server, "/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
        return new Caller(server, answer.path("access_token").asText());
    }

    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return send(request(server, path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    JsonNode put(String path, String json) throws IOException, InterruptedException {
        return send(request(server, path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    int status(String path) throws IOException, InterruptedException {
        var request = request(server, path).header("Authorization", "Bearer " + token);
        return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    String body(String path) throws IOException, InterruptedException {
        var request = request(server, path).header("Authorization", "Bearer " + token);
        return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
    }

    /** The entity tag of what is there; empty while there is nothing. */
    Optional<String> tag(String path) throws IOException, InterruptedException {
        var request = request(server, path).header("Authorization", "Bearer " + token);
        var answer = CLIENT.send(request.build(), BodyHandlers.discarding());
        return answer.statusCode() == 200 ? answer.headers().firstValue("ETag") : Optional.empty();
    }

    private static HttpRequest.Builder request(Running server, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port + path));
    }

    private static JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = CLIENT.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + " → " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
}
