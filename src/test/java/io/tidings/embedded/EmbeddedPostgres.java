package io.tidings.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One PostgreSQL server over a folder that holds its data, port and log; a second start over the same folder finds all
 * three again. It may be stopped, or killed as a power cut would, and started again on the same port.
 */
public final class EmbeddedPostgres {

    public static final String DATABASE = "tidings";
    public static final String USER = "tidings";
    public static final String PASSWORD = "tidings";

    private final Daemon daemon;
    private final Path data;
    private final Path programs;

    /**
     * The server over that folder, its programs unpacked into the other; nothing is started, and one that runs already
     * can be stopped through this.
     */
    public EmbeddedPostgres(Path folder, Path programs) {
        this.daemon = new Daemon("postgres", folder);
        this.data = daemon.folder.resolve("data");
        this.programs = programs.toAbsolutePath();
    }

    public int port() {
        return daemon.port("postgres");
    }

    /** In the form of the reactive client's setting; user and password come beside it. */
    public String url() {
        return "postgresql://localhost:" + port() + "/" + DATABASE;
    }

    /** Returns when it takes connections; settings ({@code name=value}) may be given. The first start makes the database. */
    public void start(String... settings) {
        startLeashed(settings);
    }

    Leash startLeashed(String... settings) {
        stop();
        Path home = PostgresBinaries.unpackedIn(programs);
        if (!Files.exists(data.resolve("initialized"))) {
            initialize(home);
        }
        // left by a crash: its number may be a stranger's by now, and the server would not dare to start
        Daemon.delete(data.resolve("postmaster.pid"));
        List<String> command = new ArrayList<>(List.of(
                program(home, "postgres"),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(daemon.choosePort("postgres"))));
        Stream.concat(
                        Stream.of("listen_addresses=localhost", "unix_socket_directories=", "max_connections=200"),
                        Stream.of(settings))
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        Leash leash = Leash.start(daemon, "INT", unprivileged(command), Map.of());
        daemon.awaitReady(leash, this::saysReady);
        return leash;
    }

    /** Rolls back what is open, writes a checkpoint and ends: what an orderly restart does. */
    public void stop() {
        daemon.stop("INT", Daemon.PATIENCE);
    }

    /** SIGKILL: nothing is said to clients and nothing written; the next start recovers from the log. */
    public void kill() {
        daemon.kill();
    }

    /** SIGSTOP, to all of it: it is there and says nothing, as behind a disk or a network that hangs. Not on Windows. */
    public void freeze() {
        daemon.freeze();
    }

    /** It goes on where it was. */
    public void thaw() {
        daemon.thaw();
    }

    long pid() {
        return daemon.process().orElseThrow().pid();
    }

    private void initialize(Path home) {
        Path passwords = daemon.folder.resolve("password");
        Daemon.write(passwords, PASSWORD);
        Daemon.delete(data);
        run(
                unprivileged(List.of(
                        program(home, "initdb"),
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--pwfile=" + passwords,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")),
                "");
        run(
                unprivileged(List.of(program(home, "postgres"), "--single", "-D", data.toString(), "postgres")),
                "create database " + DATABASE + "\n");
        Daemon.write(data.resolve("initialized"), "");
    }

    private boolean saysReady() {
        try {
            Path file = data.resolve("postmaster.pid");
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.size() > 7 && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String program(Path home, String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own it does not look like root; where those are
     * forbidden it becomes nobody, who may still enter root's folders.
     */
    private static List<String> unprivileged(List<String> command) {
        List<String> all = new ArrayList<>();
        if (!Leash.windows() && System.getProperty("user.name").equals("root")) {
            List<String> namespace = List.of("unshare", "--user");
            List<String> nobody = List.of(
                    "setpriv",
                    "--reuid=65534",
                    "--regid=65534",
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override");
            all.addAll(works(namespace) ? namespace : nobody);
        }
        all.addAll(command);
        return all;
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private void run(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(daemon.log.toFile()))
                    .start();
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            }
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed; its log is " + daemon.log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
