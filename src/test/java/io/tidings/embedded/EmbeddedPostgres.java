package io.tidings.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

    /** Returns when it takes connections. The first start over a folder creates the database. */
    public void start() {
        startLeashed();
    }

    Leash startLeashed() {
        Path home = PostgresBinaries.unpackedIn(programs);
        int port = daemon.choosePort("postgres");
        if (!Files.exists(data.resolve("initialized"))) {
            initialize(home);
        }
        removeStalePidFile();
        List<String> command = unprivileged(List.of(
                program(home, "postgres"),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=localhost",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-c",
                // what is lost without it is lost with the machine, not with the process: see decision 0010
                "fsync=" + System.getProperty("tidings.embedded.fsync", "off")));
        Leash leash = Leash.start(daemon.pidFile, "INT", daemon.log, command);
        daemon.awaitReady(leash, this::saysReady);
        return leash;
    }

    /** Rolls back what is open, writes a checkpoint and ends: what an orderly restart does. */
    public void stop() {
        daemon.process().ifPresent(process -> {
            if (Leash.windows()) {
                process.destroy();
            } else {
                run(List.of("kill", "-INT", Long.toString(process.pid())), "");
            }
            daemon.awaitEnd(process);
        });
    }

    /** SIGKILL: nothing is said to clients and nothing written; the next start recovers from the log. */
    public void kill() {
        daemon.process().ifPresent(process -> {
            // all at once, as a power cut does; or the next start could meet a server process that is still leaving
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            daemon.awaitEnd(process);
        });
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

    /** After a crash the number in the file may belong to a stranger by now, and the server would not dare to start. */
    private void removeStalePidFile() {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file)) {
            long pid = Long.parseLong(Daemon.read(file).lines().findFirst().orElseThrow());
            boolean ours = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.startsWith(programs.toString()))
                    .isPresent();
            if (ours) {
                throw new IllegalStateException("a PostgreSQL already runs over " + data + ", process " + pid);
            }
            Daemon.delete(file);
        }
    }

    private static String program(Path home, String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not look like root. */
    private static List<String> unprivileged(List<String> command) {
        List<String> all = new ArrayList<>();
        if (System.getProperty("user.name").equals("root") && !Leash.windows()) {
            all.addAll(List.of("unshare", "--user"));
        }
        all.addAll(command);
        return all;
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
