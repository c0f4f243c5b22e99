package io.tidings.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The packaged program in one of its shapes, as an operator starts it: a command and environment variables. */
record Program(Shape shape, Surroundings around) {

    enum Shape {
        JVM("JVM"),
        JVM_WITH_CACHE("JVM, AOT cache"),
        NATIVE("native");

        final String label;

        Shape(String label) {
            this.label = label;
        }
    }

    boolean isBuilt() {
        return Files.exists(
                switch (shape) {
                    case JVM -> jarFolder().resolve("quarkus-run.jar");
                    case JVM_WITH_CACHE -> jarFolder().resolve("app.aot");
                    case NATIVE -> executable();
                });
    }

    /** Returns once readiness answers 200. A setting with a dash in front is an option of the native executable's runtime. */
    Running start(String... settings) throws IOException, InterruptedException {
        int port = freePort();
        int management = freePort();
        var builder = process(shape == Shape.NATIVE ? options(settings).toArray(String[]::new) : new String[0]);
        var environment = builder.environment();
        around.services().forEach((name, value) -> environment.put(variable(name), value));
        // the tokens of one are good at all
        environment.put("TIDINGS_ACCESS_ISSUER", "http://localhost:8080");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        Stream.of(settings)
                .filter(setting -> !isOption(setting))
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        long before = System.nanoTime();
        var running = new Running(builder.start(), port, management, log());
        running.awaitReady(before);
        return running;
    }

    private static Stream<String> options(String... settings) {
        return Stream.of(settings).filter(Program::isOption);
    }

    private static boolean isOption(String setting) {
        return setting.startsWith("-");
    }

    /** How long a command takes that is not the service. */
    Duration run(String... arguments) throws IOException, InterruptedException {
        var builder = process(arguments);
        long before = System.nanoTime();
        int code = builder.start().waitFor();
        var taken = Duration.ofNanos(System.nanoTime() - before);
        if (code != 0) {
            throw new IllegalStateException("ended with " + code + "; its log is " + log());
        }
        return taken;
    }

    private ProcessBuilder process(String... arguments) {
        var line = Stream.concat(command().stream(), Stream.of(arguments)).toList();
        var folder = shape == Shape.NATIVE ? around.target() : jarFolder();
        return new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()));
    }

    private List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return switch (shape) {
            case JVM -> List.of(java, "-jar", "quarkus-run.jar");
            case JVM_WITH_CACHE -> List.of(java, "-XX:AOTCache=app.aot", "-jar", "quarkus-run.jar");
            case NATIVE -> List.of(executable().toString());
        };
    }

    private Path log() {
        return around.folder().resolve("program-" + shape.name().toLowerCase(Locale.ROOT) + ".log");
    }

    private Path jarFolder() {
        return around.target().resolve("quarkus-app");
    }

    private Path executable() {
        try (var files = Files.list(around.target())) {
            return files.filter(file -> file.toString().endsWith("-runner"))
                    .findFirst()
                    .orElse(around.target().resolve("no-runner"));
        } catch (IOException e) {
            throw new IllegalStateException("nothing is packaged yet", e);
        }
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
