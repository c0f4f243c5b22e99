package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What k8s/README.md promises, read from what kubectl renders of the base. Skipped where there is no kubectl. */
class KustomizeTest {

    /** How long the batch in hand may take after the requests. */
    private static final int LONGEST_BATCH_SECONDS = 10;

    private static final List<JsonNode> RENDERED = new ArrayList<>();

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", "k8s/base")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            abort("no kubectl on this machine: the Kustomize base is not checked (" + e.getMessage() + ")");
            return;
        }
        var yaml = kubectl.inputReader().lines().reduce("", (text, line) -> text + line + "\n");
        assertThat(kubectl.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(kubectl.exitValue()).isZero();
        var mapper = new YAMLMapper();
        try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            documents.forEachRemaining(RENDERED::add);
        }
    }

    @Test
    void baseHoldsWhatOneServiceNeeds() {
        assertThat(RENDERED)
                .extracting(document -> document.at("/kind").asText())
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount");
    }

    @Test
    void podPassesTheRestrictedStandard() {
        var pod = pod();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        var container = container().at("/securityContext");
        assertThat(container.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }

    @Test
    void probesAskTheManagementPort() {
        assertThat(container().at("/ports"))
                .anySatisfy(
                        port -> assertThat(port.at("/containerPort").asInt()).isEqualTo(9000));
        for (var probe : List.of("started", "live", "ready")) {
            var get = container().at("/" + probeNamed(probe) + "/httpGet");
            assertThat(get.at("/path").asText()).isEqualTo("/q/health/" + probe);
            assertThat(get.at("/port").asText()).isEqualTo("management");
        }
    }

    @Test
    void podHasTimeToDrain() throws IOException {
        int grace = pod().at("/terminationGracePeriodSeconds").asInt();
        var delay = Duration.parse(
                "PT" + kind("ConfigMap").at("/data/QUARKUS_SHUTDOWN_DELAY").asText());
        assertThat(grace).isGreaterThan((int) delay.toSeconds() + shutdownTimeout() + LONGEST_BATCH_SECONDS);
    }

    @Test
    void podIsNotGivenServiceLinksOrAToken() {
        assertThat(pod().at("/enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(pod().at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    }

    @Test
    void memoryIsBoundedAndProcessorTimeIsNot() {
        var resources = container().at("/resources");
        assertThat(resources.at("/requests/memory").asText()).endsWith("Mi");
        assertThat(resources.at("/limits/memory").asText()).endsWith("Mi");
        assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
        assertThat(resources.at("/limits/cpu").isMissingNode()).isTrue();
    }

    @Test
    void settingsAndSecretsAreReferencedAndSecretsAreNotHere() {
        var settings = kind("ConfigMap").at("/metadata/name").asText();
        assertThat(container().at("/envFrom/0/configMapRef/name").asText()).isEqualTo(settings);
        assertThat(container().at("/envFrom/1/secretRef/name").asText()).isEqualTo("tidings");
        assertThat(kind("ConfigMap").at("/data").toString()).doesNotContainIgnoringCase("password", "secret");
    }

    /** A pod whose keys nobody has made yet starts all the same. */
    @Test
    void keysAreMountedWhereTheyAre_andOnlyToBeRead() {
        for (var repository : List.of("common", "personal")) {
            var name = "trust-" + repository;
            var volume = named(name, pod().at("/volumes"));
            assertThat(volume.at("/secret/secretName").asText()).isEqualTo("tidings-" + name);
            assertThat(volume.at("/secret/optional").asBoolean()).isTrue();
            assertThat(volume.at("/secret/defaultMode").asInt()).isEqualTo(0440);
            var mount = named(name, container().at("/volumeMounts"));
            assertThat(mount.at("/mountPath").asText()).isEqualTo("/etc/tidings/trust/" + repository);
            assertThat(mount.at("/readOnly").asBoolean()).isTrue();
        }
    }

    private static JsonNode named(String name, JsonNode list) {
        return list.valueStream()
                .filter(entry -> entry.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everySelectorFindsThePod() {
        var label = pod("/metadata/labels").at("/app.kubernetes.io~1name").asText();
        assertThat(List.of(
                        kind("Service").at("/spec/selector"),
                        kind("Deployment").at("/spec/selector/matchLabels"),
                        kind("PodDisruptionBudget").at("/spec/selector/matchLabels"),
                        kind("NetworkPolicy").at("/spec/podSelector/matchLabels")))
                .allSatisfy(selector -> assertThat(
                                selector.at("/app.kubernetes.io~1name").asText())
                        .isEqualTo(label));
    }

    @Test
    void managementPortIsOnlyForTheMonitoring() {
        assertThat(kind("Service").at("/spec/ports")).hasSize(1);
        assertThat(kind("NetworkPolicy").at("/spec/ingress")).anySatisfy(rule -> {
            assertThat(rule.at("/ports/0/port").asText()).isEqualTo("management");
            assertThat(rule.at("/from")).isNotEmpty();
        });
    }

    private static String probeNamed(String health) {
        return switch (health) {
            case "started" -> "startupProbe";
            case "live" -> "livenessProbe";
            default -> "readinessProbe";
        };
    }

    private static int shutdownTimeout() throws IOException {
        var settings = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.load(file);
        }
        var timeout = settings.getProperty("quarkus.shutdown.timeout", "20S").replaceAll("(?i)s$", "S");
        return (int) Duration.parse("PT" + timeout).toSeconds();
    }

    private static JsonNode kind(String kind) {
        return RENDERED.stream()
                .filter(document -> document.at("/kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pod() {
        return pod("/spec");
    }

    private static JsonNode pod(String path) {
        return kind("Deployment").at("/spec/template" + path);
    }

    private static JsonNode container() {
        return pod().at("/containers/0");
    }
}
