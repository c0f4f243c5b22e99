package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The whole way with a bucket instead of a folder, for readers who cannot reach it. */
@QuarkusTest
@TestProfile(S3ServiceTest.WithBucket.class)
@TestSecurity(
        user = "alice",
        roles = {"connection-point", "publisher"})
class S3ServiceTest {

    public static class WithBucket implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return TrialBucket.settings(Map.of("redirect", "PT0S"));
        }
    }

    @Inject
    DeliverySettings settings;

    @Test
    void uploadGoesToTheBucketInParts_andIsBroughtBackWhereItIsNotHere() throws IOException {
        byte[] bytes = new byte[11 << 20];
        new Random().nextBytes(bytes);
        String sha256 = given().contentType("application/octet-stream")
                .body(bytes)
                .post("/v1/content")
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
        assertThat(TrialBucket.ready().tag(sha256)).endsWith("-3\"");
        new FileStore(settings.content().folder().toAbsolutePath()).remove(sha256);
        int last = bytes.length - 1;
        byte[] piece = given().header("Range", "bytes=" + (last - 2) + "-" + last)
                .get("/v1/content/" + sha256)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes " + (last - 2) + "-" + last + "/" + bytes.length)
                .extract()
                .asByteArray();
        assertThat(piece).isEqualTo(Arrays.copyOfRange(bytes, last - 2, last + 1));
        assertThat(given().get("/v1/content/" + sha256).asByteArray()).isEqualTo(bytes);
        given().get("/v1/content/" + "0".repeat(64)).then().statusCode(404);
        assertThat(TrialBucket.ready().unfinished()).doesNotContain(sha256);
    }
}
