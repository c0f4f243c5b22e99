package io.tidings.embedded;

import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One Kafka broker over a folder that holds its records, ports and log; a second start over the same folder finds all
 * three again. It may be stopped, or killed as a power cut would, and started again on the same port.
 */
public final class EmbeddedKafka {

    private final Daemon daemon;
    private final Path ready;

    /** The broker over that folder; nothing is started, and one that runs already can be stopped through this. */
    public EmbeddedKafka(Path folder) {
        this.daemon = new Daemon("kafka", folder);
        this.ready = daemon.folder.resolve("ready");
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "localhost:" + daemon.port("kafka");
    }

    /** Returns when it takes records; options for its JVM may be given. */
    public void start(String... jvmOptions) {
        startLeashed(jvmOptions);
    }

    Leash startLeashed(String... jvmOptions) {
        stop();
        Daemon.delete(ready);
        List<String> options = new ArrayList<>(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        options.addAll(List.of(jvmOptions));
        options.addAll(List.of("-cp", classPath()));
        // in a file: the class path is longer than some systems let a command be
        Path file = daemon.folder.resolve("java.options");
        Daemon.write(
                file,
                String.join("\n", options.stream().map(EmbeddedKafka::quoted).toList()));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + file,
                Broker.class.getName(),
                daemon.folder.toString(),
                Integer.toString(daemon.choosePort("kafka")),
                Integer.toString(daemon.choosePort("controller")));
        Leash leash = Leash.start(daemon, "TERM", command, Map.of());
        daemon.awaitReady(leash, () -> Files.exists(ready));
        return leash;
    }

    /** Hands over and closes its log in order. */
    public void stop() {
        daemon.stop("TERM", Daemon.PATIENCE);
    }

    /** SIGKILL: the next start recovers its log. */
    public void kill() {
        daemon.kill();
    }

    /** That of the tests; in Maven's own JVM it is known to their class loader only. */
    private static String classPath() {
        if (Broker.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\") + '"';
    }

    long pid() {
        return daemon.process().orElseThrow().pid();
    }
}
