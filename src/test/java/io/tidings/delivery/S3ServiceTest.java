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
        Upload upload = TrialBucket.uploadInParts();
        byte[] bytes = upload.bytes();
        new FileStore(settings.content().folder().toAbsolutePath()).remove(upload.sha256());
        int last = bytes.length - 1;
        byte[] piece = given().header("Range", "bytes=" + (last - 2) + "-" + last)
                .get(upload.path())
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes " + (last - 2) + "-" + last + "/" + bytes.length)
                .extract()
                .asByteArray();
        assertThat(piece).isEqualTo(Arrays.copyOfRange(bytes, last - 2, last + 1));
        assertThat(given().get(upload.path()).asByteArray()).isEqualTo(bytes);
        given().get("/v1/content/" + "0".repeat(64)).then().statusCode(404);
    }
}
