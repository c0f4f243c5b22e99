package io.tidings.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;

/** The operator of one run: how the service gets to know it, and what it publishes there. */
record Operator(String id, String secret) {

    static Operator random() {
        return new Operator("bench", UUID.randomUUID().toString());
    }

    /** The setting that names it to a service. */
    String setting() {
        return "TIDINGS_ACCESS_OPERATOR_ID=" + id;
    }

    String secretSetting() {
        return "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret;
    }

    Caller at(Running server) throws IOException, InterruptedException {
        return Caller.of(server, id, secret);
    }

    /** A draft that fits everybody, with that content or none; answers its id. */
    static String draft(Caller operator, String contents) throws IOException, InterruptedException {
        var id = "bench-" + UUID.randomUUID();
        operator.put(
                "/v1/updates/" + id,
                "{\"id\": \"%s\", \"kind\": \"hotfix\", \"distribution\": \"in-console\", \"contents\": [%s]}"
                        .formatted(id, contents.isEmpty() ? "" : '"' + contents + '"'));
        return id;
    }

    static void publish(Caller operator, String id) throws IOException, InterruptedException {
        operator.post("/v1/updates/" + id + "/publish", "");
    }

    /** Its SHA-256. */
    static String upload(Caller operator, Path file) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + operator.server().port + "/v1/content"))
                .header("Authorization", "Bearer " + operator.token())
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("the upload is answered " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().replaceAll("(?s).*\"sha256\" *: *\"([0-9a-f]{64})\".*", "$1");
        }
    }
}
