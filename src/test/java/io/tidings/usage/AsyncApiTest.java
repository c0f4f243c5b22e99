package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.protocol.OffersChanged;
import io.tidings.protocol.UsageReports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the topics says what the program does with them. */
@QuarkusTest
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("src/docs/contract/asyncapi.yaml");
    private static final Set<String> EXTRAS = Set.of(Rejected.HIERARCHIES, Rejected.WHOLE);

    private final YAMLMapper yaml = new YAMLMapper();

    private JsonNode document() throws IOException {
        return yaml.readTree(DOCUMENT.toFile());
    }

    @Test
    void checkedInDocumentIsServed() throws IOException {
        var served = given().get("/v1/schemas/asyncapi");
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.contentType()).startsWith("application/yaml");
        assertThat(yaml.readTree(served.asByteArray())).isEqualTo(document());
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        JsonNode document = document();
        assertThat(document.path("asyncapi").textValue()).startsWith("3.");
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references)
                .filteredOn(one -> one.startsWith("#"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(document.at(one.substring(1)).isMissingNode())
                        .as(one)
                        .isFalse());
        assertThat(references)
                .filteredOn(one -> !one.startsWith("#"))
                .containsOnly(yaml.readTree(UsageReports.schema()).path("$id").textValue());
    }

    @Test
    void theTopicsAreThoseOfTheProgram() throws IOException {
        assertThat(document().path("channels").valueStream().map(one -> one.path("address")
                        .textValue()))
                .containsExactlyInAnyOrder(Topics.USAGE, Topics.REJECTED, "offers-changed");
        assertThat(document()
                        .path("operations")
                        .valueStream()
                        .map(one -> one.path("action").textValue() + " "
                                + one.at("/channel/$ref").textValue()))
                .containsExactlyInAnyOrder(
                        "receive #/channels/usageData",
                        "send #/channels/usageDataRejected",
                        "send #/channels/offersChanged");
    }

    @Test
    void theReasonsAndHeadersOfTheRejectedAreThoseOfTheProgram() throws IOException {
        JsonNode headers = document().at("/components/messages/rejected/headers");
        assertThat(texts(headers.at("/properties/reason/enum"))).isEqualTo(UsageFault.codes());
        // a kind of its own has a code of its own
        assertThat(UsageFault.class.getPermittedSubclasses()).hasSize(7);
        Set<String> named = new TreeSet<>(headers.path("properties")
                .propertyStream()
                .map(one -> one.getKey())
                .toList());
        assertThat(named).isEqualTo(new TreeSet<>(Rejected.OURS));
        named.removeAll(EXTRAS);
        assertThat(texts(headers.path("required"))).isEqualTo(named);
    }

    @Test
    void eventsAreDescribedInBothModes() throws IOException {
        JsonNode messages = document().at("/components/messages");
        assertThat(texts(messages.at("/usageReportBinaryEvent/headers/required")))
                .containsExactly("ce_id", "ce_source", "ce_specversion", "ce_type");
        assertThat(texts(messages.at("/usageReportEvent/payload/required")))
                .containsExactly("id", "source", "specversion", "type");
        assertThat(document()
                        .at("/channels/usageData/messages")
                        .propertyStream()
                        .map(one -> one.getKey()))
                .containsExactlyInAnyOrder("usageReport", "usageReportBinaryEvent", "usageReportEvent");
    }

    @Test
    void offersChangedHasTheFieldsThatAreWritten() throws IOException {
        JsonNode payload = document().at("/components/messages/offersChanged/payload");
        List<String> written = Stream.of(OffersChanged.class.getRecordComponents())
                .map(one -> one.getName())
                .toList();
        assertThat(texts(payload.path("required"))).isEqualTo(new TreeSet<>(written));
        assertThat(payload.path("properties").propertyStream().map(one -> one.getKey()))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    private static Set<String> texts(JsonNode array) {
        return new TreeSet<>(array.valueStream().map(JsonNode::textValue).toList());
    }
}
