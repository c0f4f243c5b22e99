package io.tidings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged program as it is shipped, jar or native binary, as a child with ordinary environment variables. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final int port = freePort();
    private final int managementPort = freePort();
    private final Process process;
    private final Path output;

    ServiceProcess(Map<String, String> environment) {
        try {
            output = Files.createTempFile(Files.createDirectories(Path.of("target", "program-it")), "service-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
            Map<String, String> own = builder.environment();
            own.keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("TIDINGS_"));
            own.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            own.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
            own.putAll(new HashMap<>(environment));
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command() {
        Path binary = Path.of(System.getProperty("native.image.path", "none"));
        if (Files.isExecutable(binary)) {
            return List.of(binary.toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        return command;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(port, path);
    }

    HttpResponse<String> management(String path) throws IOException, InterruptedException {
        return send(managementPort, path);
    }

    private HttpResponse<String> send(int to, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + to + path);
        return http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    ServiceProcess awaitStarted() {
        await("/q/health/started", 200, "");
        return this;
    }

    ServiceProcess awaitReady() {
        await("/q/health/ready", 200, "");
        return this;
    }

    ServiceProcess awaitNotReady(String saying) {
        await("/q/health/ready", 503, saying);
        return this;
    }

    private void await(String path, int status, String saying) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "The program ended with code " + process.exitValue() + ":\n" + output());
                    }
                    HttpResponse<String> answer = management(path);
                    return answer.statusCode() == status && answer.body().contains(saying);
                });
    }

    /** Sends SIGTERM and comes back at once. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL: it says nothing and finishes nothing. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The program does not end:\n" + output());
        }
        return process.exitValue();
    }

    /** How much of its own file it has in memory, of all that it could have without writing to it: from 0 to 1. */
    double shareOfFileInMemory() {
        try {
            Path self = Path.of("/proc", Long.toString(process.pid()));
            String file = Files.readSymbolicLink(self.resolve("exe")).toString();
            List<Mapping> own = Mapping.of(Files.readAllLines(self.resolve("smaps"))).stream()
                    .filter(mapping -> mapping.isUntouchedCopyOf(file))
                    .toList();
            return (double) own.stream().mapToLong(Mapping::resident).sum()
                    / own.stream().mapToLong(Mapping::length).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
