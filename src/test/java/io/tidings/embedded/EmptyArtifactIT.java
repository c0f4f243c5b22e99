package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Opens what is delivered and looks for what only tests and the launcher need. */
class EmptyArtifactIT {

    /** The start of an entry's name, inside a jar, that gives the intruder away. */
    private static final List<String> INTRUDERS = List.of(
            "io/tidings/embedded/",
            "io/tidings/bench/",
            "io/zonky/",
            "postgres-linux",
            "postgres-darwin",
            "postgres-windows",
            "kafka/server/",
            "org/apache/kafka/metadata/storage/",
            "org/junit/",
            "org/assertj/",
            "org/testcontainers/",
            "net/jqwik/",
            "com/tngtech/archunit/",
            "io/quarkus/test/");

    @Test
    void programCarriesNothingOfTheTestTree() throws Exception {
        List<String> found = new ArrayList<>();
        boolean program = false;
        for (Path path : jars()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                program |= jar.getEntry("io/tidings/Tidings.class") != null;
                jar.stream()
                        .filter(entry -> INTRUDERS.stream().anyMatch(entry.getName()::startsWith))
                        .forEach(entry -> found.add(path + " " + entry.getName()));
            }
        }
        assertThat(program).as("io.tidings.Tidings is in one of the jars").isTrue();
        assertThat(found).isEmpty();
    }

    /** Those of the packaged program, and those that a native executable was made from. */
    private static List<Path> jars() throws IOException {
        try (Stream<Path> tree = Files.walk(Path.of("target"))) {
            return tree.filter(path -> path.toString().endsWith(".jar"))
                    .filter(path -> path.startsWith("target/quarkus-app")
                            || path.getName(1).toString().endsWith("-native-image-source-jar"))
                    .toList();
        }
    }
}
