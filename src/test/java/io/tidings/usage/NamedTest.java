package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidings.fleet.Fleet;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NamedTest {
    private static final Fleet FLEET = new Fleet(1);
    private static final String ID = FLEET.hierarchyId(1);
    private static final String OTHER = FLEET.hierarchyId(2);
    private static final String REPORT = new String(FLEET.report(1, 1).toJson(), UTF_8);

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("a report", REPORT),
                arguments("cut off", REPORT.substring(0, REPORT.length() / 2)),
                arguments("no JSON around it", "<" + REPORT),
                arguments(
                        "plain base64", REPORT.replace(ID, ID.replace('-', '+').replace('_', '/') + "=")),
                arguments(
                        "escaped slashes",
                        REPORT.replace(ID, ID.replace('-', '+').replace("_", "\\/"))),
                arguments("white space", REPORT.replace("\"hierarchyId\":", "\"hierarchyId\" :\n\t")),
                arguments("an event around it", event("\"data\": " + REPORT)),
                arguments("an event in base64", event("\"data_base64\": \"" + base64(REPORT) + "\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void theValueNamesIt(String form, String value) {
        assertThat(Named.in(arrival(null, value))).as(form).containsExactly(ID);
    }

    @Test
    void theKeyNamesOneToo_anotherWhenItDoesNotFit() {
        assertThat(Named.in(arrival(ID, "not JSON"))).containsExactly(ID);
        assertThat(Named.in(arrival(OTHER, REPORT))).containsExactlyInAnyOrder(ID, OTHER);
        assertThat(Named.in(arrival("none", "{\"hierarchyId\": \"none\"}"))).isEmpty();
    }

    @Test
    void aFloodOfNamesIsCutOff() {
        String many = Stream.iterate(1, i -> i + 1)
                .limit(1_000)
                .map(i -> "{\"hierarchyId\": \"" + FLEET.hierarchyId(i) + "\"}")
                .reduce("", String::concat);
        assertThat(Named.in(arrival(null, many))).hasSize(16);
    }

    private static Arrival arrival(@Nullable String key, String value) {
        String type = value.contains("specversion") ? "application/cloudevents+json" : "application/json";
        return new Arrival(
                value.getBytes(UTF_8),
                key == null ? null : key.getBytes(UTF_8),
                Map.of("content-type", type.getBytes(UTF_8)),
                Arrival.Origin.of("test"),
                Instant.EPOCH);
    }

    private static String event(String data) {
        return "{\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/t\", \"type\": \"usage\", " + data + "}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
