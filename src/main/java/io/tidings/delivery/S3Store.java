package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Content in a bucket that speaks S3, one object per SHA-256, with a folder of this machine before it: bytes are brought here
 * once, proven by their digest, and served from here like any file.
 */
final class S3Store implements BlobStore {

    private static final int FOUND = 200;
    private static final int GONE = 204;
    private static final int MISSING = 404;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DeliverySettings.S3Settings settings;
    private final LocalCopies copies;
    private final S3Signature signature;
    private final Clock clock;
    private final HttpClient http;
    private final Map<String, Uni<Optional<Path>>> coming = new ConcurrentHashMap<>();

    S3Store(DeliverySettings.S3Settings settings, LocalCopies copies, Clock clock) {
        this.settings = settings;
        this.copies = copies;
        this.signature =
                new S3Signature(settings.region().orElse("us-east-1"), settings.accessKey(), settings.secretKey());
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    @Override
    public void keep(Path aside, String sha256) throws IOException {
        if (wait(request("HEAD", sha256, S3Signature.NOTHING, BodyPublishers.noBody())) != FOUND) {
            int status = wait(request("PUT", sha256, sha256, BodyPublishers.ofFile(aside)));
            if (status != FOUND) {
                throw new IOException("the bucket took content with " + status);
            }
        }
        copies.keep(aside, sha256);
    }

    @Override
    public Uni<Optional<Path>> find(String sha256) {
        Optional<Path> here = copies.find(sha256);
        return here.isPresent()
                ? Uni.createFrom().item(here)
                : coming.computeIfAbsent(
                        sha256, wanted -> bring(wanted).memoize().indefinitely());
    }

    @Override
    public Optional<Long> size(String sha256) throws IOException {
        Optional<Long> here = copies.size(sha256);
        if (here.isPresent()) {
            return here;
        }
        HttpResponse<Void> told = send(request("HEAD", sha256, S3Signature.NOTHING, BodyPublishers.noBody()));
        return told.statusCode() == FOUND
                ? told.headers().firstValue("content-length").map(Long::valueOf)
                : Optional.empty();
    }

    @Override
    public void remove(String sha256) throws IOException {
        int status = wait(request("DELETE", sha256, S3Signature.NOTHING, BodyPublishers.noBody()));
        if (status != FOUND && status != GONE && status != MISSING) {
            throw new IOException("the bucket kept content with " + status);
        }
        copies.remove(sha256);
    }

    @Override
    public void trim() throws IOException {
        copies.trim();
    }

    private Uni<Optional<Path>> bring(String sha256) {
        Path aside = copies.aside(UUID.randomUUID().toString());
        HttpRequest request = request("GET", sha256, S3Signature.NOTHING, BodyPublishers.noBody());
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, BodyHandlers.ofFile(aside)))
                .map(answer -> arrived(answer, sha256))
                .eventually(() -> {
                    coming.remove(sha256);
                    copies.discard(aside);
                });
    }

    private Optional<Path> arrived(HttpResponse<Path> answer, String sha256) {
        if (answer.statusCode() == MISSING) {
            return Optional.empty();
        }
        if (answer.statusCode() != FOUND) {
            throw new IllegalStateException("the bucket answered " + answer.statusCode());
        }
        return Optional.of(copies.proven(answer.body(), sha256));
    }

    private HttpRequest request(String method, String sha256, String hash, BodyPublisher body) {
        String path = "/" + settings.bucket() + "/" + settings.prefix().orElse("content/") + sha256;
        URI address = settings.endpoint().resolve(path);
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("host", address.getAuthority());
        fields.put("x-amz-content-sha256", hash);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method, body);
        signature.sign(method, path, fields, clock.instant()).forEach(request::header);
        return request.build();
    }

    private int wait(HttpRequest request) throws IOException {
        return send(request).statusCode();
    }

    private HttpResponse<Void> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the bucket was not waited for", e);
        }
    }
}
