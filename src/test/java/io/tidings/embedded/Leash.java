package io.tidings.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A child process that cannot outlive this JVM, whichever way the JVM ends, and that Ctrl-C does not reach before us.
 * Its state is a pid file, so that a class loader that did not start it can stop it too.
 */
final class Leash {

    private static final String SCRIPT = script();

    private final Process process;

    private Leash(Process process) {
        this.process = process;
    }

    /** Starts the command; when this JVM ends or lets go, the command gets the signal (a name, such as TERM). */
    static Leash start(Path pidFile, String signal, Path log, List<String> command) {
        return start(pidFile, signal, log, command, Map.of());
    }

    static Leash start(Path pidFile, String signal, Path log, List<String> command, Map<String, String> environment) {
        List<String> leashed = new ArrayList<>();
        if (!windows()) {
            leashed.addAll(List.of("sh", "-c", SCRIPT, "leash", pidFile.toString(), signal));
        }
        leashed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(leashed)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (windows()) {
                Files.writeString(pidFile, Long.toString(process.pid()));
            }
            // the waiting thread keeps the pipe from being collected, which would stop the child
            Thread.ofPlatform().daemon().name("leash-" + pidFile.getFileName()).start(() -> process.onExit()
                    .join());
            return new Leash(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** When this JVM dies unasked, the child is stopped only once that other process is gone. */
    void stopAfter(long pid) {
        try {
            process.getOutputStream().write(("after " + pid + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    private static String script() {
        try (InputStream in = Leash.class.getResourceAsStream("leash.sh")) {
            if (in == null) {
                throw new IllegalStateException("leash.sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
