package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.ValidatableResponse;
import io.tidings.fleet.Fleet;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that does not come as far as to be a report is told so, and counted. */
@QuarkusTest
@TestSecurity(
        user = SpoiltUploadsTest.OWN,
        roles = {"connection-point", "publisher"})
class UnopenedUploadsTest {
    @Inject
    MeterRegistry metrics;

    @TestHTTPResource
    URI service = URI.create("");

    private final Fleet fleet = new Fleet(System.nanoTime());
    private final byte[] report = new String(fleet.report(1, 1).toJson(), UTF_8)
            .replace(fleet.hierarchyId(1), SpoiltUploadsTest.OWN)
            .getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip, gzip", "zstd", "gzip;q=1"})
    void anotherEncodingIsRefused_andTheOneThatIsTakenIsNamed(String encoding) {
        double before = refused("unknown-encoding");
        upload("application/json", encoding).statusCode(415).header("Accept-Encoding", equalTo("gzip"));
        assertThat(refused("unknown-encoding")).isEqualTo(before + 1);
    }

    @Test
    void whatIsNoGzipIsRefused() {
        double before = refused("not-gzip");
        upload("application/json", "gzip").statusCode(400);
        assertThat(refused("not-gzip")).isEqualTo(before + 1);
    }

    @Test
    void anotherMediaTypeIsRefused() {
        double before = refused("unknown-media-type");
        upload("text/csv", "identity").statusCode(415).header("Content-Type", startsWith("application/problem+json"));
        given().contentType("text/csv").body(report).post("/v1/events").then().statusCode(415);
        assertThat(refused("unknown-media-type")).isEqualTo(before + 2);
    }

    @Test
    void reportWithoutAMediaTypeIsTaken() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI own = service.resolve("/v1/hierarchies/" + SpoiltUploadsTest.OWN + "/usage");
            HttpRequest bare = HttpRequest.newBuilder(own)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(report))
                    .build();
            assertThat(client.send(bare, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(202);
        }
    }

    private double refused(String reason) {
        return metrics.counter("usage.refused", "reason", reason).count();
    }

    private ValidatableResponse upload(String mediaType, String encoding) {
        return given().contentType(mediaType)
                .header("Content-Encoding", encoding)
                .body(report)
                .post("/v1/hierarchies/{id}/usage", SpoiltUploadsTest.OWN)
                .then();
    }
}
