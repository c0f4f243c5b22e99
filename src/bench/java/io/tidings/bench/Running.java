package io.tidings.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A child process under measurement; closing it asks it to end, and kills it when it does not. */
final class Running implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(4);
    private static final Duration GLANCE = Duration.ofSeconds(2);
    private static final double CALM = 0.1;

    final int port;
    private final Process process;
    private final int management;
    private final Path log;
    private Duration startToReady = Duration.ZERO;

    Running(Process process, int port, int management, Path log) {
        this.process = process;
        this.port = port;
        this.management = management;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    }

    /** Asks every few milliseconds, so the figure is at most that much too high; each question is work for who is starting. */
    void awaitReady(long startedAt) throws InterruptedException {
        while (!answers("/q/health/ready")) {
            rest(BETWEEN_QUESTIONS);
            if (System.nanoTime() - startedAt > PATIENCE.toNanos()) {
                close();
                throw new IllegalStateException("not ready in " + PATIENCE + "; its log is " + log);
            }
        }
        startToReady = Duration.ofNanos(System.nanoTime() - startedAt);
    }

    Duration startToReady() {
        return startToReady;
    }

    /** Leaves the process alone for that long; one that ends meanwhile has failed. */
    void rest(Duration time) throws InterruptedException {
        if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("ended with " + process.exitValue() + "; its log is " + log);
        }
    }

    /** Until it has next to nothing to do: what is left of the preparations would count as what is measured. */
    void awaitCalm(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        double load = 1;
        while (load > CALM) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("still busy with " + load + " of a processor after " + patience);
            }
            var before = usage();
            rest(GLANCE);
            load = usage().cpuMicrosSince(before, GLANCE.toNanos() / 1_000);
        }
    }

    /** Takes the processor from it, as a busy machine or a paused container does; {@link #goOn} gives it back. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    Usage usage() throws IOException {
        return Usage.of(process.pid());
    }

    private boolean answers(String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), management)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return status.endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
