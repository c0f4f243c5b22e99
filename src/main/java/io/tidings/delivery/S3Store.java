package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Content in a bucket that speaks S3, one object per SHA-256. Readers are sent there; where they may not be, a folder of this
 * machine lies before it: bytes are brought here once, proven by their digest, and served from here like any file.
 */
final class S3Store implements BlobStore {

    /** To begin in; who has begun may take as long as it takes. */
    private static final Duration SOME_MINUTES = Duration.ofMinutes(10);

    private final LocalCopies copies;
    private final Clock clock;
    private final S3Bucket bucket;
    private final S3Uploads uploads;
    private final Duration redirect;
    private final Map<String, Uni<Optional<Path>>> coming = new ConcurrentHashMap<>();

    S3Store(DeliverySettings.S3Settings settings, LocalCopies copies, Clock clock) {
        this.copies = copies;
        this.clock = clock;
        this.bucket = new S3Bucket(settings, clock);
        this.uploads = new S3Uploads(bucket, settings);
        this.redirect = settings.redirect().orElse(SOME_MINUTES);
    }

    @Override
    public void keep(Path aside, String sha256) throws IOException {
        if (bucket.ask("HEAD", sha256).statusCode() != S3Bucket.FOUND) {
            uploads.put(aside, sha256);
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
    public Uni<Optional<Outside>> outside(String sha256) {
        return redirect.isZero()
                ? Uni.createFrom().item(Optional.empty())
                // whether it is there is asked of the bucket
                : Uni.createFrom()
                        .item(() -> lookOutside(sha256))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Optional<Outside> lookOutside(String sha256) {
        try {
            return size(sha256).map(size -> new Outside(bucket.addressToRead(sha256, redirect), size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Long> size(String sha256) throws IOException {
        Optional<Long> here = copies.size(sha256);
        if (here.isPresent()) {
            return here;
        }
        HttpResponse<String> told = bucket.ask("HEAD", sha256);
        return told.statusCode() == S3Bucket.FOUND
                ? told.headers().firstValue("content-length").map(Long::valueOf)
                : Optional.empty();
    }

    @Override
    public void remove(String sha256) throws IOException {
        int status = bucket.ask("DELETE", sha256).statusCode();
        if (status != S3Bucket.FOUND && status != S3Bucket.GONE && status != S3Bucket.MISSING) {
            throw new IOException("the bucket kept content with " + status);
        }
        copies.remove(sha256);
    }

    @Override
    public void trim() throws IOException {
        copies.trim();
        uploads.giveUpForgotten(clock.instant());
    }

    private Uni<Optional<Path>> bring(String sha256) {
        Path aside = copies.aside(UUID.randomUUID().toString());
        return Uni.createFrom()
                .completionStage(() -> bucket.bring(sha256, aside))
                .map(answer -> arrived(answer, sha256))
                .eventually(() -> {
                    coming.remove(sha256);
                    copies.discard(aside);
                });
    }

    private Optional<Path> arrived(HttpResponse<Path> answer, String sha256) {
        if (answer.statusCode() == S3Bucket.MISSING) {
            return Optional.empty();
        }
        if (answer.statusCode() != S3Bucket.FOUND) {
            throw new IllegalStateException("the bucket answered " + answer.statusCode());
        }
        return Optional.of(copies.proven(answer.body(), sha256));
    }
}
