package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.delivery.S3Bucket.Body;
import io.tidings.embedded.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Settings of a bucket for tests, of the smallest parts that there are. */
record TrialBucket(URI endpoint, String bucket, String secretKey) implements DeliverySettings.S3Settings {

    static final String NAME = "trial";
    static final long PART = 5L << 20;

    /** On the server that nobody here wrote; there before this returns. */
    static TrialBucket ready() {
        TrialBucket bucket = at(EmbeddedS3.running().url(), EmbeddedS3.SECRET);
        try {
            // it may be there already: then it is ours, and the server says so
            int status = bucket.ask("PUT", "", Map.of()).statusCode();
            if (status != S3Bucket.FOUND && status != 409) {
                throw new IllegalStateException("no bucket could be made: " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bucket;
    }

    static TrialBucket at(String url, String secret) {
        return new TrialBucket(URI.create(url), NAME, secret);
    }

    /** Of a service on that bucket, and more of the bucket's settings besides. */
    static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("tidings.delivery.content.folder", "target/test-content-s3"));
        Map<String, String> own = Map.of(
                "endpoint",
                ready().endpoint().toString(),
                "bucket",
                NAME,
                "region",
                "eu-test-1",
                "access-key",
                EmbeddedS3.KEY,
                "secret-key",
                EmbeddedS3.SECRET,
                "part",
                Long.toString(PART));
        Stream.of(own, more)
                .flatMap(each -> each.entrySet().stream())
                .forEach(one -> settings.put("tidings.delivery.content.s3." + one.getKey(), one.getValue()));
        return settings;
    }

    /** Sends the service that is under test more than two parts, and sees that the bucket has them as one. */
    static Upload uploadInParts() throws IOException {
        Upload upload = Upload.ofSize(11 << 20);
        assertThat(ready().tag(upload.sha256())).endsWith("-3\"");
        assertThat(ready().unfinished()).doesNotContain(upload.sha256());
        return upload;
    }

    HttpResponse<String> ask(String method, String name, Map<String, String> query) throws IOException {
        S3Bucket asked = new S3Bucket(this, Clock.systemUTC());
        return asked.send(asked.request(method, name, query, Body.none()));
    }

    /** That of a kept object; it says of how many parts it was made. */
    String tag(String sha256) throws IOException {
        return ask("HEAD", "content/" + sha256, Map.of())
                .headers()
                .firstValue("etag")
                .orElseThrow();
    }

    /** What the server tells of uploads that were begun and not ended. */
    String unfinished() throws IOException {
        return ask("GET", "", Map.of("uploads", "")).body();
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
        return EmbeddedS3.KEY;
    }

    @Override
    public Optional<Duration> redirect() {
        return Optional.empty();
    }

    @Override
    public Optional<URI> publicEndpoint() {
        return Optional.empty();
    }

    @Override
    public OptionalLong copies() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong part() {
        return OptionalLong.of(PART);
    }
}
