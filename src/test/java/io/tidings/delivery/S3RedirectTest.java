package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readers are sent to the bucket, which they reach by another name than the service. */
@QuarkusTest
@TestProfile(S3RedirectTest.WithBucket.class)
@TestSecurity(
        user = "alice",
        roles = {"connection-point", "publisher"})
class S3RedirectTest {

    public static class WithBucket implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return TrialBucket.settings(Map.of("public-endpoint", outside().toString()));
        }
    }

    private static URI outside() {
        return URI.create(TrialBucket.ready().endpoint().toString().replaceFirst("//[^:]+", "//localhost"));
    }

    @Inject
    DeliverySettings settings;

    private static URI address(Upload upload) {
        return URI.create(given().redirects()
                .follow(false)
                .get(upload.path())
                .then()
                .statusCode(307)
                .header("Cache-Control", "no-store")
                .extract()
                .header("Location"));
    }

    private static HttpResponse<byte[]> fetch(URI address, String range) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address).header("Range", range).build(), BodyHandlers.ofByteArray());
        }
    }

    @Test
    void uploadGoesToTheBucketInParts_andReadersAreSentThere() throws Exception {
        Upload upload = TrialBucket.uploadInParts();
        // what this machine holds is no help to the reader
        new FileStore(settings.content().folder().toAbsolutePath()).remove(upload.sha256());
        URI address = address(upload);
        assertThat(address.getAuthority()).isEqualTo(outside().getAuthority());
        HttpResponse<byte[]> whole = fetch(address, "bytes=0-");
        assertThat(whole.statusCode()).isEqualTo(206);
        assertThat(whole.body()).isEqualTo(upload.bytes());
        assertThat(fetch(address, "bytes=5-7").body()).isEqualTo(Arrays.copyOfRange(upload.bytes(), 5, 8));
        URI another = URI.create(address.toString().replace(upload.sha256(), "0".repeat(64)));
        assertThat(fetch(another, "bytes=0-").statusCode()).isEqualTo(403);
    }

    @Test
    void readerIsToldWhatItMayKnowWithoutGoingThere() throws Exception {
        Upload upload = TrialBucket.uploadInParts();
        given().head(upload.path())
                .then()
                .statusCode(200)
                .header("ETag", '"' + upload.sha256() + '"')
                .header("Content-Length", Integer.toString(upload.bytes().length));
        given().header("If-None-Match", '"' + upload.sha256() + '"')
                .get(upload.path())
                .then()
                .statusCode(304);
        given().redirects()
                .follow(false)
                .get("/v1/content/" + "0".repeat(64))
                .then()
                .statusCode(404);
    }
}
