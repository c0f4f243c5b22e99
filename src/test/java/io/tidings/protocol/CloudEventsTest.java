package io.tidings.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
    private static final String ATTRIBUTES = "\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/s\",\"type\":\"t\"";

    @Test
    void theContentTypeTellsTheMode() {
        assertThat(CloudEvents.isStructured("application/cloudevents+json; charset=utf-8"))
                .isTrue();
        assertThat(CloudEvents.isStructured("Application/CloudEvents+JSON")).isTrue();
        assertThat(CloudEvents.isBatch("application/cloudevents-batch+json")).isTrue();
        assertThat(CloudEvents.isStructured("application/json")).isFalse();
        assertThat(CloudEvents.isStructured(null)).isFalse();
    }

    @Test
    void binaryModeHasItsAttributesBeside() {
        Map<String, String> headers = Map.of("specversion", "1.0", "id", "e1", "source", "/s", "type", "t");
        CloudEvent event = ((Reading.Read<CloudEvent>) CloudEvents.binary(headers::get, new byte[] {1})).value();
        assertThat(event.id()).isEqualTo("e1");
        assertThat(event.data()).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type"})
    void anAttributeThatMustBeThereIsNotEmpty_inBinaryModeEither(String attribute) {
        Map<String, String> headers =
                new HashMap<>(Map.of("specversion", "1.0", "id", "e1", "source", "/s", "type", "t"));
        headers.put(attribute, "");
        assertThat(CloudEvents.binary(headers::get, new byte[] {1}))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class, no -> assertThat(no.flaw()).isEqualTo(Flaw.NOT_A_CLOUD_EVENT));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "a%20b%2Bc+d, a b+c+d",
        "Euro%20%E2%82%AC%20%F0%9F%98%80, Euro \u20ac \ud83d\ude00",
        "100%25, 100%",
        "100%, 100%",
        "%zz, %zz"
    })
    void aHeaderFieldIsPercentEncoded(String field, String attribute) {
        assertThat(CloudEvents.ofHttpHeader(field)).isEqualTo(attribute);
    }

    @Test
    void structuredModeCarriesTheDataUntouched() {
        String data = "{ \"a\" : [1, 2.50] }";
        assertThat(data("{" + ATTRIBUTES + ",\"extension\":\"x\",\"data\": " + data + " }"))
                .isEqualTo(data);
        assertThat(data("{\"data\":" + data + "," + ATTRIBUTES + "}")).isEqualTo(data);
        assertThat(data("{" + ATTRIBUTES + ",\"data\":\"{\\\"a\\\":1}\"}")).isEqualTo("{\"a\":1}");
    }

    @Test
    void structuredModeCarriesBase64_asBigAsAReportMayBe() {
        byte[] biggest = new byte[UsageReports.MAX_BYTES];
        String text = Base64.getEncoder().encodeToString(biggest);
        assertThat(event("{" + ATTRIBUTES + ",\"data_base64\":\"" + text + "\"}")
                        .data())
                .isEqualTo(biggest);
    }

    @Test
    void theEnvelopeDoesNotCountAsDepth() {
        String deepest = "[".repeat(32) + "]".repeat(32);
        assertThat(data("{" + ATTRIBUTES + ",\"data\":" + deepest + "}")).isEqualTo(deepest);
        assertThat(batch("[{" + ATTRIBUTES + ",\"data\":" + deepest + "}]"))
                .extracting(one -> data(one))
                .containsExactly(deepest);
    }

    @Test
    void batchModeKeepsTheOrder() {
        String one = "{" + ATTRIBUTES + ",\"data\":1}";
        String two = "{" + ATTRIBUTES.replace("e1", "e2") + ",\"data\":2}";
        List<String> events = batch("[" + one + " , " + two + "]");
        assertThat(events).containsExactly(one, two);
        assertThat(events).extracting(e -> event(e).id()).containsExactly("e1", "e2");
        assertThat(events).extracting(e -> data(e)).containsExactly("1", "2");
    }

    @Test
    void batchIsTakenApartWhateverIsInIt() {
        List<String> elements = List.of(
                "{\"a\":1,\"a\":\"\\u0000\"}",
                "[".repeat(500) + "]".repeat(500),
                "\"a \\\"text\\\" \u00e4\"",
                "1" + "0".repeat(500),
                "null",
                "{}");
        assertThat(batch("[" + String.join(" ,\n", elements) + "]")).isEqualTo(elements);
    }

    private static List<String> batch(String document) {
        return switch (CloudEvents.batch(document.getBytes(UTF_8))) {
            case Reading.Read<List<byte[]>>(List<byte[]> events) ->
                events.stream().map(event -> new String(event, UTF_8)).toList();
            case Reading.Unreadable<List<byte[]>> no -> throw new AssertionError(no);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"specversion\":\"0.3\",\"id\":\"e1\",\"source\":\"/s\",\"type\":\"t\",\"data\":1}",
                "{\"specversion\":\"1.0\",\"source\":\"/s\",\"type\":\"t\",\"data\":1}",
                "{" + ATTRIBUTES + ",\"data\":1,\"data_base64\":\"MQ==\"}",
                "{" + ATTRIBUTES + ",\"data_base64\":\"MQ==\",\"data\":1}",
                "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\"*\"}"
            })
    void whatIsNoCloudEventIsRefused(String document) {
        assertThat(CloudEvents.structured(document.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class, no -> assertThat(no.flaw()).isEqualTo(Flaw.NOT_A_CLOUD_EVENT));
    }

    @Test
    void anEventWithoutDataIsEmpty() {
        assertThat(CloudEvents.structured(("{" + ATTRIBUTES + "}").getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class, no -> assertThat(no.flaw()).isEqualTo(Flaw.EMPTY));
    }

    private static String data(String document) {
        return new String(event(document).data(), UTF_8);
    }

    private static CloudEvent event(String document) {
        return switch (CloudEvents.structured(document.getBytes(UTF_8))) {
            case Reading.Read<CloudEvent>(CloudEvent event) -> event;
            case Reading.Unreadable<CloudEvent> no -> throw new AssertionError(no);
        };
    }
}
