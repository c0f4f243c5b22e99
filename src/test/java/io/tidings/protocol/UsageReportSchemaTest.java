package io.tidings.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the program take and refuse the same reports. */
class UsageReportSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** One character, which is two to Java and four bytes on the wire. */
    private static final String PAIR = "\ud83d\ude00";

    private static final List<String> VALUES = Stream.of(
                    "null",
                    "true",
                    "0",
                    "1",
                    "3",
                    "4",
                    "-1",
                    "1.5",
                    "3.0",
                    "0.3e1",
                    "-1.0",
                    "2147483647.0",
                    "2147483648.0",
                    "2147483647",
                    "2147483648",
                    "''",
                    "'x'",
                    "[]",
                    "{}",
                    "[null]",
                    "['x']",
                    "[{}]",
                    "'cas'",
                    "'offline'",
                    "'ltsb'",
                    "'tap'",
                    "'2024-02-29'",
                    "'2023-02-29'",
                    "'2026-11-20T10:00:00Z'",
                    "'2026-11-20T10:00:00.1234567+05:45'",
                    "'2026-11-20T10:00Z'",
                    "'5.00.9128.1000'",
                    "'5.0.1'",
                    "'1234567890.1.1.1'",
                    "'usage-report/2'",
                    "'6f0a2c1-e9a1c-4f8e-8d53-0b2f4f7a1c11'",
                    "'6f0a2c1e-9a1c-4f8e8-d53-0b2f4f7a1c11'",
                    "'6f0a2c1e-9a1-c4f8e-8d53-0b2f4f7a1c11'",
                    "'-f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11'",
                    "'6f0a2c1e-9a1c-4f8e-8d53-0b2f4f7a1c11'",
                    "'b+Wp6K2zYgBoo87tTvqBHlKzWPO/drKY42I1XgNiEuo='")
            .map(value -> value.replace('\'', '"'))
            .toList();

    private final SchemaCheck schema = new SchemaCheck(UsageReports.schema());

    @Test
    void whateverStandsAnywhere_theyAgree() throws IOException {
        List<String> places = new ArrayList<>();
        collect("", full(), places);
        assertThat(places).hasSizeGreaterThan(40);
        int taken = 0;
        int refused = 0;
        for (String place : places) {
            for (JsonNode document : variations(place)) {
                boolean allowed = schema.allows(document);
                assertThat(SchemaCheck.isRead(document))
                        .as("%s of %s", place, document)
                        .isEqualTo(allowed);
                taken += allowed ? 1 : 0;
                refused += allowed ? 0 : 1;
            }
        }
        assertThat(taken).isGreaterThan(200);
        assertThat(refused).isGreaterThan(200);
    }

    @ParameterizedTest
    @CsvSource({"/earlyRingOptIn, 5000", "/sites, 10000", "/sites/0/roles, 5000", "/servicing, 5000", "/installed, 5000"
    })
    void arraysMayBeJustAsLong(String place, int most) throws IOException {
        assertThat(agreed(repeated(place, most))).isTrue();
        assertThat(agreed(repeated(place, most + 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/items", "/items/T006/0"})
    void namesMayBeJustAsLong(String place) throws IOException {
        for (String character : List.of("x", PAIR)) {
            for (int length : List.of(256, 257)) {
                ObjectNode document = full();
                ((ObjectNode) document.at(place)).put(character.repeat(length), 1);
                assertThat(agreed(document)).isEqualTo(length == 256);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/T007", "/items/T006/0/branch"})
    void whatMayBeAnythingMayBeJustAsLong(String place) throws IOException {
        for (int more : List.of(0, 1)) {
            assertThat(agreed(with(place, JSON.valueToTree("x".repeat(32_768 + more)))))
                    .isEqualTo(more == 0);
            assertThat(agreed(with(place, JSON.valueToTree(PAIR.repeat(32_768 + more)))))
                    .isEqualTo(more == 0);
            assertThat(agreed(with(place, JSON.valueToTree(new int[20_000 + more]))))
                    .isEqualTo(more == 0);
        }
    }

    private boolean agreed(JsonNode document) {
        boolean allowed = schema.allows(document);
        assertThat(SchemaCheck.isRead(document)).isEqualTo(allowed);
        return allowed;
    }

    private static ObjectNode full() throws IOException {
        return (ObjectNode) JSON.readTree(UsageReportsTest.FULL);
    }

    /** Below the items anything may stand. */
    private static void collect(String place, JsonNode node, List<String> places) {
        node.propertyStream().forEach(field -> {
            places.add(place + "/" + field.getKey());
            if (!field.getKey().equals("items")) {
                collect(place + "/" + field.getKey(), field.getValue(), places);
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(place + "/" + i);
            collect(place + "/" + i, node.path(i), places);
        }
    }

    /** Something else in that place, nothing, and what is long in two ways. */
    private static List<JsonNode> variations(String place) throws IOException {
        List<JsonNode> variations = new ArrayList<>();
        List<String> values = new ArrayList<>(VALUES);
        values.add('"' + PAIR.repeat(64) + '"');
        values.add('"' + PAIR.repeat(65) + '"');
        values.add('"' + "x".repeat(64) + '"');
        values.add('"' + "x".repeat(65) + '"');
        values.add('"' + "x".repeat(256) + '"');
        values.add('"' + "x".repeat(257) + '"');
        for (String value : values) {
            variations.add(with(place, JSON.readTree(value)));
        }
        if (parent(full(), place) instanceof ObjectNode) {
            ObjectNode less = full();
            ((ObjectNode) parent(less, place)).remove(name(place));
            variations.add(less);
        }
        return variations;
    }

    private static JsonNode parent(JsonNode document, String place) {
        return document.at(place.substring(0, place.lastIndexOf('/')));
    }

    private static String name(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }

    private static JsonNode with(String place, JsonNode value) throws IOException {
        ObjectNode document = full();
        if (parent(document, place) instanceof ArrayNode array) {
            array.set(Integer.parseInt(name(place)), value);
        } else {
            ((ObjectNode) parent(document, place)).set(name(place), value);
        }
        return document;
    }

    /** The least that may stand there, so often. */
    private static JsonNode repeated(String place, int times) throws IOException {
        ObjectNode document = full();
        ArrayNode array = (ArrayNode) document.at(place);
        JsonNode one = place.equals("/sites")
                ? JSON.readTree("{\"code\": \"A\", \"type\": \"cas\", \"version\": \"1.1.1.1\"}")
                : array.get(0);
        array.removeAll();
        for (int i = 0; i < times; i++) {
            array.add(one);
        }
        return document;
    }
}
