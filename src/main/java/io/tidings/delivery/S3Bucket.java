package io.tidings.delivery;

import io.tidings.trust.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** A bucket, request by request: each is signed together with what it carries, and waits for an answer no longer than a limit. */
final class S3Bucket {

    static final int FOUND = 200;
    static final int GONE = 204;
    static final int MISSING = 404;
    static final int FAILED = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Content takes a while on a slow line. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

    private final DeliverySettings.S3Settings settings;
    private final S3Signature signature;
    private final Clock clock;
    private final HttpClient http;

    S3Bucket(DeliverySettings.S3Settings settings, Clock clock) {
        this.settings = settings;
        this.signature =
                new S3Signature(settings.region().orElse("us-east-1"), settings.accessKey(), settings.secretKey());
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** What a request carries, and its SHA-256 in hexadecimal. */
    record Body(BodyPublisher bytes, String sha256) {

        /** Made anew each time: a constant would be part of the native executable, where the client's classes may not be. */
        static Body none() {
            return new Body(BodyPublishers.noBody(), S3Signature.NOTHING);
        }

        static Body of(String text) {
            return new Body(BodyPublishers.ofString(text), Digest.of(text).hex());
        }

        static Body of(Path file, String sha256) throws IOException {
            return new Body(BodyPublishers.ofFile(file), sha256);
        }

        static Body of(FilePart part) throws IOException {
            BodyPublisher bytes = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(part::open), part.length());
            return new Body(bytes, part.sha256());
        }
    }

    /** What the names of all objects here begin with. */
    String prefix() {
        return settings.prefix().orElse("content/");
    }

    /** One for the object of that name; the empty name is that of the bucket itself. */
    HttpRequest request(String method, String name, Map<String, String> query, Body body) {
        String path = "/" + settings.bucket() + (name.isEmpty() ? "" : "/" + name);
        String asked = S3Signature.query(query);
        URI address = settings.endpoint().resolve(asked.isEmpty() ? path : path + "?" + asked);
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("host", address.getAuthority());
        fields.put("x-amz-content-sha256", body.sha256());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(body.bytes().contentLength() == 0 ? PATIENCE : LONG_PATIENCE)
                .method(method, body.bytes());
        signature.sign(method, path, asked, fields, clock.instant()).forEach(request::header);
        return request.build();
    }

    /** Where whoever holds the address reads that object, for as long. */
    URI addressToRead(String sha256, Duration life) {
        URI endpoint = settings.publicEndpoint().orElse(settings.endpoint());
        String path = "/" + settings.bucket() + "/" + prefix() + sha256;
        return endpoint.resolve(
                path + "?" + signature.queryToRead(endpoint.getAuthority(), path, life, clock.instant()));
    }

    /** One without a query or a body, about the object of that digest. */
    HttpResponse<String> ask(String method, String sha256) throws IOException {
        return send(request(method, prefix() + sha256, Map.of(), Body.none()));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the bucket was not waited for", e);
        }
    }

    /** Writes the object of that digest into the file. */
    CompletionStage<HttpResponse<Path>> bring(String sha256, Path aside) {
        return http.sendAsync(request("GET", prefix() + sha256, Map.of(), Body.none()), BodyHandlers.ofFile(aside));
    }
}
