package io.tidings.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The packaged program, unchanged, as a child with ordinary environment variables. */
final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than its requests and its batch may take. */
    private static final Duration DRAIN = Duration.ofSeconds(40);

    private final UpFolder folder;
    private final Daemon daemon;
    private final List<Leash> leashes = new CopyOnWriteArrayList<>();
    private @Nullable Leash leash;

    Program(UpFolder folder) {
        this.folder = folder;
        this.daemon = new Daemon("tidings", folder.path());
    }

    /** The services that must outlive the program, also when nobody is left to stop them in order. */
    List<Leash> leashes() {
        return leashes;
    }

    Path log() {
        return daemon.log;
    }

    void start(EmbeddedPostgres postgres, EmbeddedKafka kafka, UpPorts ports) throws UpFailure {
        if (!Files.exists(folder.application())) {
            throw new UpFailure(folder.application() + " is missing: run ./mvnw -Pup without goals.");
        }
        stop();
        Daemon.delete(daemon.log);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ErrorFile=" + folder.resolve("java-crash.log"),
                "-jar",
                folder.application().toString());
        Leash started = Leash.start(daemon, "TERM", command, settings(postgres, kafka, ports));
        leash = started;
        daemon.awaitStart(started);
        daemon.process().ifPresent(process -> leashes.forEach(other -> other.stopAfter(process.pid())));
    }

    /** What the shell has set already wins, except for what only we can know. */
    private Map<String, String> settings(EmbeddedPostgres postgres, EmbeddedKafka kafka, UpPorts ports) {
        Map<String, String> settings = new HashMap<>();
        // open to this machine only: the operator's secret lies in a file and enrolment is open
        settings.put("QUARKUS_HTTP_HOST", "localhost");
        settings.put("QUARKUS_MANAGEMENT_HOST", "localhost");
        settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        settings.put("TIDINGS_ACCESS_OPEN_ENROLMENT", "true");
        settings.put("TIDINGS_CATALOG_EMBEDDED", "true");
        settings.put(
                "TIDINGS_DELIVERY_CONTENT_FOLDER", folder.resolve("content").toString());
        // keys of its own, so that what a newcomer looks at is signed
        settings.put("TIDINGS_DELIVERY_TRUST_FOLDER", folder.resolve("trust").toString());
        settings.put("TIDINGS_DELIVERY_TRUST_MAKE_KEYS", "true");
        settings.keySet().removeAll(System.getenv().keySet());
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(ports.http()));
        settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management()));
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.url());
        settings.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedPostgres.USER);
        settings.put("QUARKUS_DATASOURCE_PASSWORD", EmbeddedPostgres.PASSWORD);
        settings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        settings.put("TIDINGS_ACCESS_OPERATOR_ID", UpFolder.OPERATOR);
        settings.put("TIDINGS_ACCESS_OPERATOR_SECRET", folder.operatorSecret());
        return settings;
    }

    void awaitReady(UpPorts ports) throws UpFailure, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Instant nextWord = Instant.now().plusSeconds(10);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ask = HttpRequest.newBuilder(URI.create(ports.managementUrl() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            String answer = "nothing yet";
            while (true) {
                if (leash == null || !leash.isAlive()) {
                    throw new UpFailure("The program ended while starting:\n" + lastWords());
                }
                try {
                    HttpResponse<String> response = client.send(ask, HttpResponse.BodyHandlers.ofString());
                    answer = response.body();
                    if (response.statusCode() == 200) {
                        return;
                    }
                } catch (IOException notListening) {
                    answer = "nothing yet";
                }
                if (Instant.now().isAfter(end)) {
                    throw new UpFailure("The program does not get ready; it says: " + answer + "\n" + lastWords());
                }
                if (Instant.now().isAfter(nextWord)) {
                    Up.say("  not ready yet, it says: " + answer.replaceAll("\\s+", " "));
                    nextWord = Instant.now().plusSeconds(10);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    int awaitEnd() {
        return leash == null ? 0 : leash.awaitEnd();
    }

    /** HTTP is drained and the batch in hand committed before it ends. */
    void stop() {
        daemon.stop("TERM", DRAIN);
    }

    private String lastWords() {
        List<String> lines = Daemon.read(daemon.log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
