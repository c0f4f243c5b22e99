package io.tidings.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A large file that an update names, fetched whole by whom it is offered to, in turns with a Vert.x that only sends it. */
final class Download implements Workload {

    private static final int MIB = Integer.getInteger("bench.download.mib", 1024);
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 5;
    private static final String OPERATOR = "bench";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "%,d MiB by one curl, %d rounds to warm up, then %d in turns".formatted(MIB, WARM_UP, ROUNDS),
                "server",
                "MiB/s",
                "range",
                "to the limit",
                "CPU ms each",
                "RSS after, MiB");
        Path file = draw(around.folder().resolve("large"));
        for (var program : around.programs()) {
            if (program.shape() != Program.Shape.JVM_WITH_CACHE) {
                measure(program, around, file, table);
            }
        }
        return table;
    }

    private static Path draw(Path file) throws IOException {
        var random = new Random(1);
        var mib = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MIB; i++) {
                random.nextBytes(mib);
                out.write(mib);
            }
        }
        return file;
    }

    private static void measure(Program program, Surroundings around, Path file, Table table) throws Exception {
        var secret = UUID.randomUUID().toString();
        try (var server = program.start(
                        "TIDINGS_CATALOG_EMBEDDED=true",
                        "TIDINGS_DELIVERY_CONTENT_FOLDER=" + around.folder().resolve("content"),
                        "TIDINGS_ACCESS_OPERATOR_ID=" + OPERATOR,
                        "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret);
                var bare = BareAnswer.start(BareFile.class, around.folder(), file.toString())) {
            String content = "/v1/content/" + offer(Caller.of(server, OPERATOR, secret), file);
            String token = Crowd.gather(around, server, 1).members().getFirst().token();
            awaitRight(server, token, content);
            var all = List.of(
                    new Fetched("bare file", bare, "/file", ""),
                    new Fetched(program.shape().label, server, content, token));
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                for (var fetched : all) {
                    fetched.round(round >= 0);
                }
            }
            for (var fetched : all) {
                fetched.addTo(table, all.getFirst());
            }
        }
    }

    private static String offer(Caller operator, Path file) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + operator.server().port + "/v1/content"))
                .header("Authorization", "Bearer " + operator.token())
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        String sha256 = answer.body().replaceAll("(?s).*\"sha256\" *: *\"([0-9a-f]{64})\".*", "$1");
        String update = "large-" + UUID.randomUUID();
        operator.put(
                "/v1/updates/" + update,
                """
                {"id": "%s", "kind": "hotfix", "distribution": "in-console", "contents": ["%s"]}"""
                        .formatted(update, sha256));
        operator.post("/v1/updates/" + update + "/publish", "");
        return sha256;
    }

    private static void awaitRight(Running server, String token, String content) throws Exception {
        var asker = new Caller(server, token);
        while (asker.head(content) != 200) {
            server.rest(Duration.ofMillis(100));
        }
    }

    /** One server, and what is fetched there. */
    private record Fetched(
            String label, Running server, String path, String token, Samples mibPerSecond, Samples cpuMillis) {

        Fetched(String label, Running server, String path, String token) {
            this(label, server, path, token, new Samples(), new Samples());
        }

        void round(boolean counts) throws Exception {
            var before = server.usage();
            var curl = new ProcessBuilder(
                            "curl",
                            "-sf",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{size_download} %{time_total}",
                            "-H",
                            "Authorization: Bearer " + token,
                            "http://localhost:" + server.port + path)
                    .start();
            String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<Double> sizeAndTime =
                    Arrays.stream(said.split(" ", 2)).map(Double::valueOf).toList();
            if (!curl.waitFor(1, TimeUnit.MINUTES) || sizeAndTime.getFirst() != (double) MIB * (1 << 20)) {
                throw new IllegalStateException("curl ended with " + curl.exitValue() + ": " + said);
            }
            if (counts) {
                mibPerSecond.add(MIB / sizeAndTime.getLast());
                cpuMillis.add(server.usage().cpuMicrosSince(before, 1) / 1000);
            }
        }

        void addTo(Table table, Fetched limit) throws Exception {
            table.row(
                    label,
                    mibPerSecond.medianAsText(),
                    mibPerSecond.range(),
                    mibPerSecond.ratioTo(limit.mibPerSecond),
                    cpuMillis.medianAsText(),
                    String.format(Locale.ROOT, "%.0f", server.usage().rssMiB()));
        }
    }
}
