package io.tidings.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The PostgreSQL and the Kafka of this test run. Quarkus finds it as a service and asks before it starts any
 * {@code @QuarkusTest} or {@code @QuarkusIntegrationTest}; the first one starts both, a run without such a test starts
 * none, and they end with the JVM. Tests that break something reach them through the two methods.
 */
public final class EmbeddedServices implements QuarkusTestResourceLifecycleManager {

    /** Kept in a system property: test profiles load this class again, each in a class loader of its own. */
    private static final String FOLDER = "io.tidings.embedded.folder";

    private static final Path ALL_RUNS = Path.of("target", "embedded");

    public static EmbeddedPostgres postgres() {
        return new EmbeddedPostgres(
                Path.of(System.getProperty(FOLDER)).resolve("postgres"), ALL_RUNS.resolve("programs"));
    }

    public static EmbeddedKafka kafka() {
        return new EmbeddedKafka(Path.of(System.getProperty(FOLDER)).resolve("kafka"));
    }

    @Override
    public Map<String, String> start() {
        return start("-XX:TieredStopAtLevel=1");
    }

    /**
     * The same as an operator would run them, who has more in the database than a test: with compiled code in the broker, and
     * with memory for the pages that are in use; and every commit keeps its time.
     */
    public Map<String, String> startForLoad() {
        return start(
                "-XX:+UseSerialGC",
                "fsync=on",
                "shared_buffers=1GB",
                "max_wal_size=4GB",
                "checkpoint_timeout=1h",
                "track_commit_timestamp=on");
    }

    private static Map<String, String> start(String broker, String... database) {
        if (System.getProperty(FOLDER) == null) {
            removeOldRuns();
            Path folder = ALL_RUNS.resolve("run-" + ProcessHandle.current().pid());
            System.setProperty(FOLDER, folder.toAbsolutePath().toString());
            Beside kafka = Beside.start(() -> kafka().start(broker));
            // what is lost without it is lost with the machine, not with the process
            postgres()
                    .start(Stream.concat(Stream.of("fsync=off"), Stream.of(database))
                            .toArray(String[]::new));
            kafka.awaitEnd();
        }
        return Map.of(
                "quarkus.datasource.reactive.url",
                postgres().url(),
                "quarkus.datasource.username",
                EmbeddedPostgres.USER,
                "quarkus.datasource.password",
                EmbeddedPostgres.PASSWORD,
                "kafka.bootstrap.servers",
                kafka().bootstrapServers(),
                // as free as the main port of a test is: the servers' meters carry the port of both of them or of
                // neither
                "quarkus.management.port",
                "0");
    }

    @Override
    public void stop() {
        // the next application of this run uses them too; the leash ends them with the JVM
    }

    private static void removeOldRuns() {
        if (!Files.exists(ALL_RUNS)) {
            return;
        }
        try (Stream<Path> runs = Files.list(ALL_RUNS)) {
            runs.filter(run -> run.getFileName().toString().startsWith("run-"))
                    .filter(run -> ProcessHandle.of(
                                    Long.parseLong(run.getFileName().toString().substring("run-".length())))
                            .isEmpty())
                    .forEach(Daemon::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
