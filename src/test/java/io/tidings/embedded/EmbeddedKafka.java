package io.tidings.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** Returns when it takes records. */
    public void start() {
        startLeashed();
    }

    Leash startLeashed() {
        int port = daemon.choosePort("kafka");
        int controllerPort = daemon.choosePort("controller");
        Daemon.delete(ready);
        Leash leash = Leash.start(
                daemon.pidFile,
                "TERM",
                daemon.log,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Broker.class.getName(),
                        daemon.folder.toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort)));
        daemon.awaitReady(leash, () -> Files.exists(ready));
        return leash;
    }

    /** Hands over and closes its log in order. */
    public void stop() {
        daemon.process().ifPresent(process -> {
            process.destroy();
            daemon.awaitEnd(process);
        });
    }

    /** SIGKILL: the next start recovers its log. */
    public void kill() {
        daemon.process().ifPresent(process -> {
            process.destroyForcibly();
            daemon.awaitEnd(process);
        });
    }

    long pid() {
        return daemon.process().orElseThrow().pid();
    }
}
