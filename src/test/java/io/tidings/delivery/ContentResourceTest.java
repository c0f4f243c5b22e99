package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestSecurity(
        user = "alice",
        roles = {"connection-point", "publisher"})
class ContentResourceTest {

    @Inject
    DeliverySettings settings;

    @Test
    void uploadIsKeptOnce_andReadsBackWhole() {
        byte[] bytes = random(100_000);
        Response first = upload(bytes, null);
        first.then().statusCode(201).body("size", equalTo(bytes.length));
        String sha256 = first.path("sha256");
        upload(bytes, null).then().statusCode(200).body("sha256", equalTo(sha256));
        Response read = given().get("/v1/content/" + sha256);
        read.then()
                .statusCode(200)
                .header("ETag", '"' + sha256 + '"')
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private, max-age=31536000, immutable");
        assertThat(read.asByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "length is said: {0}")
    @ValueSource(booleans = {true, false})
    void contentMayBeLargerThanAnyOtherBody(boolean lengthIsSaid) throws Exception {
        byte[] bytes = random(13 << 20);
        var body = lengthIsSaid
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/content"))
                .header("Content-Type", "application/octet-stream")
                .POST(body)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(answer.body()).contains("\"size\":" + bytes.length);
        }
    }

    @Test
    void wrongDigestIsRefused_andLeavesNothing() throws Exception {
        String other = "sha-256=:" + Base64.getEncoder().encodeToString(new byte[32]) + ":";
        upload(random(1000), other).then().statusCode(422);
        upload(random(1000), "sha-256=nonsense").then().statusCode(400);
        Path incoming = settings.content().folder().resolve("incoming");
        try (Stream<Path> left = Files.list(incoming)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onePieceIsPartialContent() {
        String sha256 =
                upload("0123456789".getBytes(StandardCharsets.US_ASCII), null).path("sha256");
        Response piece = range(sha256, "bytes=2-4");
        piece.then().statusCode(206).header("Content-Range", "bytes 2-4/10").header("Content-Length", "3");
        assertThat(piece.asString()).isEqualTo("234");
        range(sha256, "bytes=10-").then().statusCode(416).header("Content-Range", "bytes */10");
        range(sha256, "bytes=x").then().statusCode(200).header("Content-Length", "10");
    }

    @Test
    void severalPiecesAreMultipart() {
        String sha256 =
                upload("0123456789".getBytes(StandardCharsets.US_ASCII), null).path("sha256");
        Response pieces = range(sha256, "bytes=0-1,8-");
        pieces.then().statusCode(206);
        assertThat(pieces.header("Content-Type")).startsWith("multipart/byteranges; boundary=");
        assertThat(pieces.header("Content-Length")).isEqualTo(Integer.toString(pieces.asByteArray().length));
        assertThat(pieces.asString())
                .contains("Content-Range: bytes 0-1/10\r\n\r\n01\r\n")
                .contains("Content-Range: bytes 8-9/10\r\n\r\n89\r\n")
                .endsWith("--\r\n");
    }

    @Test
    void ifRangeWithAnythingButTheTagIsAnsweredWhole() {
        String sha256 =
                upload("0123456789".getBytes(StandardCharsets.US_ASCII), null).path("sha256");
        ifRange(sha256, '"' + sha256 + '"').then().statusCode(206);
        ifRange(sha256, "\"other\"").then().statusCode(200);
        // a weak validator does not say that the bytes are the same (RFC 9110, 13.1.5), and what is broken says nothing
        ifRange(sha256, "W/\"" + sha256 + '"').then().statusCode(200);
        ifRange(sha256, '"' + sha256).then().statusCode(200);
        ifRange(sha256, sha256).then().statusCode(200);
        ifRange(sha256, "Sat, 21 Nov 2026 10:00:00 GMT").then().statusCode(200);
    }

    @Test
    void headAndKnownTagSendNoBytes() {
        String sha256 =
                upload("0123456789".getBytes(StandardCharsets.US_ASCII), null).path("sha256");
        given().head("/v1/content/" + sha256).then().statusCode(200).header("Content-Length", "10");
        given().header("If-None-Match", '"' + sha256 + '"')
                .get("/v1/content/" + sha256)
                .then()
                .statusCode(304);
    }

    @Test
    void headSaysWhatGetSays() {
        String path = "/v1/content/"
                + upload("0123456789".getBytes(StandardCharsets.US_ASCII), null).path("sha256");
        String tag = given().get(path).header("ETag");
        for (String known : List.of("\"other\"", "W/" + tag, "\"other\", " + tag, "*")) {
            Response got = given().header("If-None-Match", known).get(path);
            Response head = given().header("If-None-Match", known).head(path);
            assertThat(head.statusCode()).isEqualTo(got.statusCode()).isEqualTo(known.equals("\"other\"") ? 200 : 304);
            assertThat(saidOfContent(head)).containsExactlyInAnyOrderElementsOf(saidOfContent(got));
        }
    }

    /** Not when the answer was made. */
    private static List<String> saidOfContent(Response answer) {
        return answer.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("Date"))
                .map(Object::toString)
                .toList();
    }

    @Test
    void whoWantsOtherBytesIsGivenNone() {
        String sha256 =
                upload("0123456789".getBytes(StandardCharsets.US_ASCII), null).path("sha256");
        String tag = '"' + sha256 + '"';
        for (String other : List.of("\"x\"", "W/" + tag, sha256)) {
            // nothing else that is asked for counts then (RFC 9110, 13.2.2)
            var asked = given().header("If-Match", other)
                    .header("If-None-Match", tag)
                    .header("Range", "bytes=10-");
            asked.get("/v1/content/" + sha256).then().statusCode(412).contentType("application/problem+json");
            given().header("If-Match", other)
                    .head("/v1/content/" + sha256)
                    .then()
                    .statusCode(412);
        }
        for (String same : List.of("*", tag, "\"x\", " + tag)) {
            given().header("If-Match", same)
                    .header("Range", "bytes=2-4")
                    .get("/v1/content/" + sha256)
                    .then()
                    .statusCode(206);
        }
        given().header("If-Match", "*")
                .get("/v1/content/" + "0".repeat(64))
                .then()
                .statusCode(404);
    }

    @Test
    void contentWithoutBytesIsContentLikeAny() {
        String path = "/v1/content/" + upload(new byte[0], null).path("sha256");
        given().get(path).then().statusCode(200).header("Content-Length", "0");
        given().head(path).then().statusCode(200).header("Content-Length", "0");
        given().header("Range", "bytes=0-").get(path).then().statusCode(416).header("Content-Range", "bytes */0");
    }

    @Test
    void whatIsNoDigestOrNotHereIsNotFound() {
        given().get("/v1/content/" + "0".repeat(64)).then().statusCode(404);
        // an address that climbs is refused before anybody looks where it leads
        given().get("/v1/content/..%2f..%2fetc%2fpasswd").then().statusCode(403);
        given().get("/v1/content/x").then().statusCode(404);
    }

    private static Response upload(byte[] bytes, @Nullable String announced) {
        var request = given().contentType("application/octet-stream").body(bytes);
        return (announced == null ? request : request.header("Content-Digest", announced)).post("/v1/content");
    }

    private static Response range(String sha256, String range) {
        return given().header("Range", range).get("/v1/content/" + sha256);
    }

    private static Response ifRange(String sha256, String condition) {
        return given().header("Range", "bytes=0-0")
                .header("If-Range", condition)
                .get("/v1/content/" + sha256);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        byte[] seed = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (seed[i % seed.length] * 31 + i);
        }
        return bytes;
    }
}
