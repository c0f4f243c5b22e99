package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SignatureTest {

    /** The example "GET Object" of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html. */
    @Test
    void publishedExampleIsSignedAsPublished() {
        var signature =
                new S3Signature("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        var fields = new TreeMap<>(Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "range", "bytes=0-9",
                "x-amz-content-sha256", S3Signature.NOTHING));
        assertThat(signature.sign("GET", "/test.txt", "", fields, Instant.parse("2013-05-24T00:00:00Z")))
                .containsEntry("x-amz-date", "20130524T000000Z")
                .doesNotContainKey("host")
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    /** The examples "GET Bucket Lifecycle" and "Get Bucket (List Objects)" of the same page: what is asked is signed. */
    @ParameterizedTest
    @CsvSource({
        "lifecycle=, fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "max-keys=2&prefix=J, 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void publishedExampleWithAQueryIsSignedAsPublished(String query, String expected) {
        var signature =
                new S3Signature("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        var fields = new TreeMap<>(
                Map.of("host", "examplebucket.s3.amazonaws.com", "x-amz-content-sha256", S3Signature.NOTHING));
        assertThat(signature.sign("GET", "/", query, fields, Instant.parse("2013-05-24T00:00:00Z")))
                .hasEntrySatisfying(
                        "authorization", signed -> assertThat(signed).endsWith("Signature=" + expected));
    }

    /** The example of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html. */
    @Test
    void publishedAddressIsSignedAsPublished() {
        var signature =
                new S3Signature("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        assertThat(signature.queryToRead(
                        "examplebucket.s3.amazonaws.com",
                        "/test.txt",
                        Duration.ofDays(1),
                        Instant.parse("2013-05-24T00:00:00Z")))
                .isEqualTo("X-Amz-Algorithm=AWS4-HMAC-SHA256"
                        + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                        + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                        + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }
}
