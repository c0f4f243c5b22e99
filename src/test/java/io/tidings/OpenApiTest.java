package io.tidings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published contract is what the service says of itself: a change to the surface shows as a change to a file. */
@QuarkusTest
class OpenApiTest {

    private static final Path DOCUMENT = Path.of("src/docs/contract/openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "head", "patch");
    private static final Set<String> WITHOUT_ORDER = Set.of("parameters", "required", "tags", "security");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @Inject
    OpenApiDocumentService generated;

    @Test
    void checkedInDocumentIsWhatTheServiceSays() throws IOException {
        var said = YAML.writeValueAsString(inOrder("", said()));
        if (System.getProperty("contract", "").equals("write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, said);
        }
        assertThat(DOCUMENT)
                .as("the contract: if the surface was meant to change, say so with"
                        + " `./mvnw test -Dtest=OpenApiTest -Dcontract=write`, and read the difference")
                .exists()
                .content()
                .isEqualToNormalizingNewlines(said);
    }

    @Test
    void everyOperationIsDescribed() throws IOException {
        var document = said();
        assertThat(document.at("/info/title").asText()).isEqualTo("Tidings");
        assertThat(document.at("/info/description").asText()).isNotBlank();
        assertThat(document.get("paths")).isNotEmpty();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> assertThat(
                                operation.getValue().path("summary").asText())
                        .as(
                                "summary of %s %s: say what it does in @Operation(summary = …)",
                                operation.getKey(), path.getKey())
                        .isNotBlank()));
    }

    @Test
    void everyRefusalIsAProblem_andEveryOperationHasASuccess() throws IOException {
        var document = said();
        assertThat(document.at("/components/schemas/Problem/properties").size()).isGreaterThan(5);
        document.get("paths").forEach(path -> path.properties().stream()
                .filter(operation -> METHODS.contains(operation.getKey()))
                .forEach(operation -> {
                    var responses = operation.getValue().path("responses");
                    assertThat(responses
                                    .at("/default/content/application~1problem+json/schema/$ref")
                                    .asText())
                            .as(operation.getKey())
                            .endsWith("/Problem");
                    assertThat(responses.fieldNames()).toIterable().anyMatch(status -> status.startsWith("2"));
                }));
    }

    @Test
    void checkedInDocumentIsServed() throws IOException {
        var file = YAML.readTree(DOCUMENT.toFile());
        var yaml = given().get("/q/openapi");
        assertThat(yaml.statusCode()).isEqualTo(200);
        assertThat(yaml.contentType()).startsWith("application/yaml");
        assertThat(YAML.readTree(yaml.asByteArray())).isEqualTo(file);
        for (var json : List.of(
                given().queryParam("format", "json").get("/q/openapi"),
                given().accept("application/json").get("/q/openapi"))) {
            assertThat(json.statusCode()).isEqualTo(200);
            assertThat(json.contentType()).startsWith("application/json");
            assertThat(new ObjectMapper().readTree(json.asString())).isEqualTo(file);
        }
        given().head("/q/openapi").then().statusCode(200).body(emptyString());
    }

    private JsonNode said() throws IOException {
        return new ObjectMapper().readTree(generated.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, Format.JSON));
    }

    /** The order in which classes are found is not the same everywhere and means nothing. */
    private static JsonNode inOrder(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            var sorted = new TreeMap<String, JsonNode>();
            object.properties().forEach(field -> sorted.put(field.getKey(), inOrder(field.getKey(), field.getValue())));
            return new ObjectNode(YAML.getNodeFactory(), sorted);
        }
        if (node instanceof ArrayNode array) {
            var items = array.valueStream().map(item -> inOrder("", item));
            var ordered = WITHOUT_ORDER.contains(name) ? items.sorted(Comparator.comparing(JsonNode::toString)) : items;
            return new ArrayNode(YAML.getNodeFactory(), ordered.toList());
        }
        return node;
    }
}
