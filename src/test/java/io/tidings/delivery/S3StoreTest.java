package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with a bucket instead of a folder. */
@QuarkusTest
@TestProfile(S3StoreTest.WithBucket.class)
@TestSecurity(
        user = "alice",
        roles = {"connection-point", "publisher"})
class S3StoreTest {

    public static class WithBucket implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String s3 = "tidings.delivery.content.s3.";
            return Map.of(
                    s3 + "endpoint",
                    new PretendBucket().url(),
                    s3 + "bucket",
                    "trial",
                    s3 + "region",
                    "eu-test-1",
                    s3 + "access-key",
                    PretendBucket.KEY,
                    s3 + "secret-key",
                    PretendBucket.SECRET,
                    "tidings.delivery.content.folder",
                    "target/test-content-s3");
        }
    }

    @Inject
    DeliverySettings settings;

    @TempDir
    Path folder;

    @Test
    void uploadGoesToTheBucket_andIsBroughtBackWhereItIsNotHere() throws IOException {
        String text = "0123456789" + UUID.randomUUID();
        String sha256 = given().contentType("application/octet-stream")
                .body(text.getBytes(StandardCharsets.US_ASCII))
                .post("/v1/content")
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
        new FileStore(settings.content().folder().toAbsolutePath()).remove(sha256);
        given().header("Range", "bytes=2-4")
                .get("/v1/content/" + sha256)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/46");
        assertThat(given().get("/v1/content/" + sha256).asString()).isEqualTo(text);
        given().get("/v1/content/" + "0".repeat(64)).then().statusCode(404);
    }

    @Test
    void bucketHoldsOneObject_untilItIsRemoved() throws IOException {
        var bucket = new PretendBucket();
        var store = new S3Store(at(bucket, PretendBucket.SECRET), new LocalCopies(folder, 0), Clock.systemUTC());
        String sha256 = keep(store, "kept once");
        keep(store, "kept once");
        String path = "/trial/content/" + sha256;
        assertThat(bucket.asked).containsExactly("HEAD " + path, "PUT " + path, "HEAD " + path);
        assertThat(store.size(sha256)).contains(9L);
        store.trim();
        assertThat(store.size(sha256)).as("asked of the bucket").contains(9L);
        assertThat(store.find(sha256).await().indefinitely())
                .hasValueSatisfying(file -> assertThat(file).hasContent("kept once"));
        store.remove(sha256);
        assertThat(bucket.objects).isEmpty();
        assertThat(store.find(sha256).await().indefinitely()).isEmpty();
    }

    @Test
    void whatAnotherHandChangedIsNotServed() throws IOException {
        var bucket = new PretendBucket();
        var store = new S3Store(at(bucket, PretendBucket.SECRET), new LocalCopies(folder, 0), Clock.systemUTC());
        String sha256 = keep(store, "as it was");
        store.trim();
        bucket.objects.replaceAll((path, bytes) -> "forged".getBytes(StandardCharsets.US_ASCII));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> store.find(sha256).await().indefinitely()))
                .hasMessageContaining("SHA-256");
        try (var left = Files.list(folder.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void wrongSecretKeepsNothing() {
        var bucket = new PretendBucket();
        var store = new S3Store(at(bucket, "wrong"), new LocalCopies(folder, 0), Clock.systemUTC());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> keep(store, "x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403");
        assertThat(bucket.objects).isEmpty();
    }

    private String keep(S3Store store, String text) throws IOException {
        var bytes = new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
        try (var incoming = Incoming.take(bytes, folder.resolve("incoming"), 1000, null)) {
            store.keep(incoming.aside(), incoming.sha256());
            return incoming.sha256();
        }
    }

    private static DeliverySettings.S3Settings at(PretendBucket bucket, String secret) {
        return new DeliverySettings.S3Settings() {
            @Override
            public java.net.URI endpoint() {
                return java.net.URI.create(bucket.url());
            }

            @Override
            public String bucket() {
                return "trial";
            }

            @Override
            public Optional<String> prefix() {
                return Optional.empty();
            }

            @Override
            public Optional<String> region() {
                return Optional.of("eu-test-1");
            }

            @Override
            public String accessKey() {
                return PretendBucket.KEY;
            }

            @Override
            public String secretKey() {
                return secret;
            }

            @Override
            public OptionalLong copies() {
                return OptionalLong.empty();
            }
        };
    }
}
