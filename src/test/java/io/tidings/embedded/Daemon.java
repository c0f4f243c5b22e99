package io.tidings.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What the two services share: a folder that knows their ports and pid, and how to wait for them. */
final class Daemon {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final String name;
    final Path folder;
    final Path log;
    final Path pidFile;

    Daemon(String name, Path folder) {
        this.name = name;
        this.folder = folder.toAbsolutePath();
        this.log = this.folder.resolve(name + ".log");
        this.pidFile = this.folder.resolve(name + ".pid");
    }

    /** The port of the last start when nobody else has taken it since, else a free one. */
    int choosePort(String use) {
        Path file = portFile(use);
        Optional<Integer> last = number(file).map(Long::intValue).filter(Daemon::isFree);
        if (last.isEmpty()) {
            write(file, Integer.toString(anyFreePort()));
        }
        return port(use);
    }

    int port(String use) {
        return Integer.parseInt(read(portFile(use)));
    }

    /** The running process, whoever started it; a number that a crash left behind may be a stranger's by now. */
    Optional<ProcessHandle> process() {
        return number(pidFile).flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    /** None while the file is being written, or when whoever wrote it was cut off. */
    private static Optional<Long> number(Path file) {
        return Optional.of(file)
                .filter(Files::exists)
                .map(Daemon::read)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::valueOf);
    }

    private boolean isOurs(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().orElse("").contains(folder.toString());
    }

    void awaitReady(Leash leash, BooleanSupplier ready) {
        await("get ready", PATIENCE, () -> {
            if (!leash.isAlive()) {
                throw new IllegalStateException(name + " ended while starting; its log is " + log);
            }
            return ready.getAsBoolean();
        });
    }

    /** Until the pid is known; not until it answers. */
    void awaitStart(Leash leash) {
        awaitReady(leash, () -> process().isPresent());
    }

    /** Asks for an orderly end and waits for it; one that takes longer than the patience is killed. */
    void stop(String signal, Duration patience) {
        process().ifPresent(process -> {
            signal(process, signal);
            try {
                await("stop", patience, () -> !process.isAlive());
            } catch (IllegalStateException tooSlow) {
                process.destroyForcibly();
                await("die", PATIENCE, () -> !process.isAlive());
            }
        });
        delete(pidFile);
    }

    void kill() {
        process().ifPresent(process -> {
            // all at once, as a power cut does; or the next start could meet a server process that is still leaving
            List<ProcessHandle> family = process.descendants().toList();
            process.destroyForcibly();
            family.forEach(ProcessHandle::destroyForcibly);
            await("die", PATIENCE, () -> !process.isAlive() && family.stream().noneMatch(ProcessHandle::isAlive));
        });
        delete(pidFile);
    }

    /** It neither runs nor ends until it is told to go on; its connections stay open. */
    void freeze() {
        process().ifPresent(process -> {
            // it first: nobody is born meanwhile
            signal(process, "STOP");
            process.descendants().forEach(child -> signal(child, "STOP"));
        });
    }

    void thaw() {
        process().ifPresent(process -> {
            process.descendants().forEach(child -> signal(child, "CONT"));
            signal(process, "CONT");
        });
    }

    private static void signal(ProcessHandle process, String signal) {
        if (Leash.windows()) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String what, Duration patience, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(name + " did not " + what + " in time; its log is " + log);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private Path portFile(String use) {
        return folder.resolve(use + ".port");
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static int anyFreePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the eyes of whoever runs this only. */
    static void writeSecret(Path file, String text) {
        delete(file);
        write(file, "");
        boolean closed = Leash.windows()
                || (file.toFile().setReadable(false, false) && file.toFile().setReadable(true, true));
        if (!closed) {
            throw new IllegalStateException("cannot keep others from reading " + file);
        }
        write(file, text);
    }

    static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
