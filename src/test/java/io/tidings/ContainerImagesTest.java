package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker/README.md promises of the images, read from the files: no container engine is needed to keep it. */
class ContainerImagesTest {

    private static final Path DOCKER = Path.of("docker");
    private static final Pattern PINNED = Pattern.compile("[a-z/-]+:[0-9][\\w.-]*[.][\\w.-]+");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void imageRunsAsANumberedUserThatIsNotRoot(String file) throws IOException {
        assertThat(arguments(file, "USER"))
                .as("Kubernetes can only check runAsNonRoot against a number")
                .containsExactly("65532:65532");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void baseImageIsPinnedToARelease(String file) throws IOException {
        var pinned = Stream.concat(arguments(file, "FROM").stream(), arguments(file, "ARG").stream())
                .map(argument -> argument.replaceFirst("^JRE=", ""))
                .filter(argument -> argument.contains(":"))
                .toList();
        assertThat(pinned).isNotEmpty().allMatch(PINNED.asMatchPredicate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void imageTakesNothingButTheBuiltProgram(String file) throws IOException {
        assertThat(arguments(file, "ADD")).isEmpty();
        assertThat(arguments(file, "COPY")).allSatisfy(copy -> assertThat(copy)
                .matches("(--from=trained /opt/tidings/" + "|target/quarkus-app/|--chmod=0555 target/\\*-runner) .*"));
        assertThat(ignoredBut(file)).allSatisfy(path -> assertThat(path).matches("!target/(quarkus-app|\\*-runner)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void imageCarriesNoSecret(String file) throws IOException {
        assertThat(Files.readString(DOCKER.resolve(file))).doesNotContainIgnoringCase("password", "secret", "token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native"})
    void healthIsAskedOnTheManagementPort(String file) throws IOException {
        assertThat(arguments(file, "EXPOSE")).containsExactly("8080 9000");
        assertThat(Files.readString(DOCKER.resolve(file))).contains("/dev/tcp/127.0.0.1/9000", "/q/health/ready");
    }

    @Test
    void packagedProgramLiesWhereTheImageTakesItFrom() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom)
                .as("a final name or output folder of its own would move target/*-runner and target/quarkus-app")
                .doesNotContain("<finalName>", "<outputDirectory>target", "quarkus.package.output-directory");
    }

    @Test
    void composeServiceIsReadOnlyAndWithoutCapabilities() throws IOException {
        var service = compose().at("/services/tidings");
        assertThat(service.at("/read_only").asBoolean()).isTrue();
        assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
        assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
        assertThat(Files.exists(Path.of(service.at("/build/dockerfile").asText().replaceFirst("\\$\\{.*}", "jvm"))))
                .isTrue();
    }

    @Test
    void composePublishesNothingBeyondThisMachine() throws IOException {
        assertThat(compose().at("/services").findValues("ports")).allSatisfy(ports -> assertThat(ports)
                .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
        assertThat(compose().at("/services/postgres/ports").isMissingNode()).isTrue();
    }

    private static JsonNode compose() throws IOException {
        return new YAMLMapper().readTree(DOCKER.resolve("compose.yaml").toFile());
    }

    private static List<String> ignoredBut(String file) throws IOException {
        var lines = Files.readAllLines(DOCKER.resolve(file + ".dockerignore"));
        assertThat(lines).contains("*");
        return lines.stream().filter(line -> line.startsWith("!")).toList();
    }

    private static List<String> arguments(String file, String instruction) throws IOException {
        return Files.readAllLines(DOCKER.resolve(file)).stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }
}
