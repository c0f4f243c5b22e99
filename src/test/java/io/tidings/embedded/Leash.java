package io.tidings.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A child process that cannot outlive this JVM, whichever way the JVM ends, and that Ctrl-C does not reach before us.
 * Its state is a pid file, so that a class loader that did not start it can stop it too.
 */
final class Leash {

    private final Process process;

    private Leash(Process process) {
        this.process = process;
    }

    /** Starts the command for a daemon; when this JVM ends or lets go, it gets the signal (a name, such as TERM). */
    static Leash start(Daemon daemon, String signal, List<String> command, Map<String, String> environment) {
        List<String> leashed = new ArrayList<>();
        if (!windows()) {
            Path script = daemon.folder.resolve("leash.sh");
            Daemon.write(script, script());
            leashed.addAll(List.of("sh", script.toString(), daemon.pidFile.toString(), signal));
        }
        leashed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(leashed)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(daemon.log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (windows()) {
                Daemon.write(daemon.pidFile, Long.toString(process.pid()));
            }
            // the waiting thread keeps the pipe from being collected, which would stop the child
            Thread.ofPlatform().daemon().name("leash of " + daemon.name).start(() -> process.onExit()
                    .join());
            return new Leash(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit status of the child. */
    int awaitEnd() {
        return process.onExit().join().exitValue();
    }

    /** When this JVM dies unasked, the child is stopped only once that other process is gone. */
    void stopAfter(long pid) {
        if (windows()) {
            return;
        }
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
