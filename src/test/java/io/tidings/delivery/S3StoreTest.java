package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidings.embedded.EmbeddedS3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store over a bucket of a server that nobody here wrote. */
class S3StoreTest {

    private final TrialBucket bucket = TrialBucket.ready();

    @TempDir
    Path folder;

    @Test
    void bucketHoldsOneObject_untilItIsRemoved() throws IOException {
        var store = store();
        byte[] bytes = fresh(40);
        String sha256 = keep(store, bytes);
        assertThat(keep(store, bytes)).isEqualTo(sha256);
        assertThat(store.size(sha256)).contains(40L);
        store.trim();
        assertThat(store.size(sha256)).as("asked of the bucket").contains(40L);
        assertThat(store.find(sha256).await().indefinitely())
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(bytes));
        store.remove(sha256);
        assertThat(store.size(sha256)).isEmpty();
        assertThat(store.find(sha256).await().indefinitely()).isEmpty();
        store.remove(sha256);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "5242880, ''", "5242881, -2", "12582912, -3"})
    void whatIsLargerThanAPartGoesInParts_andComesBackAsItWas(int size, String parts) throws IOException {
        var store = store();
        byte[] bytes = fresh(size);
        String sha256 = keep(store, bytes);
        assertThat(bucket.tag(sha256)).matches("\"[^-]*" + parts + "\"");
        store.trim();
        assertThat(store.find(sha256).await().indefinitely())
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(bytes));
        assertThat(bucket.unfinished()).doesNotContain(sha256);
        store.remove(sha256);
    }

    @Test
    void uploadThatNobodyEndedIsGivenUpAfterADay() throws IOException {
        String name = "content/" + "b".repeat(64);
        assertThat(bucket.ask("POST", name, Map.of("uploads", "")).statusCode()).isEqualTo(200);
        var uploads = new S3Uploads(new S3Bucket(bucket, Clock.systemUTC()), bucket);
        uploads.giveUpForgotten(Instant.now().plus(Duration.ofHours(23)));
        assertThat(bucket.unfinished()).contains(name);
        uploads.giveUpForgotten(Instant.now().plus(Duration.ofHours(25)));
        assertThat(bucket.unfinished()).doesNotContain(name);
    }

    @Test
    void whatAnotherHandChangedIsNotServed() throws IOException {
        var store = store();
        String sha256 = keep(store, fresh(40));
        store.trim();
        var other = new S3Bucket(bucket, Clock.systemUTC());
        other.send(other.request("PUT", "content/" + sha256, Map.of(), S3Bucket.Body.of("forged")));
        assertThat(catchThrowable(() -> store.find(sha256).await().indefinitely()))
                .hasMessageContaining("SHA-256");
        try (var left = Files.list(folder.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
        store.remove(sha256);
    }

    @Test
    void wrongSecretKeepsNothing() throws IOException {
        var stranger = new S3Store(
                TrialBucket.at(EmbeddedS3.running().url(), "wrong"), new LocalCopies(folder, 0), Clock.systemUTC());
        byte[] bytes = fresh(40);
        assertThatThrownBy(() -> keep(stranger, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403");
        assertThat(store().size(sha256(bytes))).isEmpty();
    }

    private S3Store store() {
        return new S3Store(bucket, new LocalCopies(folder, 0), Clock.systemUTC());
    }

    private static byte[] fresh(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private String sha256(byte[] bytes) {
        try (var incoming = take(bytes)) {
            return incoming.sha256();
        }
    }

    private String keep(S3Store store, byte[] bytes) throws IOException {
        try (var incoming = take(bytes)) {
            store.keep(incoming.aside(), incoming.sha256());
            return incoming.sha256();
        }
    }

    private Incoming take(byte[] bytes) {
        return Incoming.take(new ByteArrayInputStream(bytes), folder.resolve("incoming"), Long.MAX_VALUE, null);
    }
}
