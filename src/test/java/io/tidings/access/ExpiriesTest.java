package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A secret or certificate that is about to expire is announced once, however many replicas look. */
@QuarkusTest
class ExpiriesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Ten days before the end of secrets that are drawn now. */
    private static final Duration LATER = Duration.ofDays(355);

    @Inject
    Pool pool;

    @Inject
    Audit audit;

    @Inject
    AccessSettings settings;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void untilTheKeyIsPublished() {
        Login.awaitReady();
    }

    private Expiries replicaIn(Duration future) {
        return new Expiries(pool, audit, Clock.fixed(Instant.now().plus(future), ZoneOffset.UTC), settings, meters);
    }

    private List<Expiry> announced(ConnectionPoint point) {
        return replicaIn(Duration.ZERO).after(Mark.START, 100_000).await().atMost(PATIENCE).stream()
                .map(Marked::value)
                .filter(expiry -> expiry.hierarchyId().equals(point.hierarchyId()))
                .toList();
    }

    private long audited(ConnectionPoint point) {
        return audited(point, "access.secret-expires");
    }

    private long audited(ConnectionPoint point, String action) {
        return audit.before("default", Long.MAX_VALUE, 1_000).await().atMost(PATIENCE).stream()
                .filter(entry ->
                        entry.action().equals(action) && entry.subject().equals(point.hierarchyId()))
                .count();
    }

    @Test
    void secretThatExpiresSoonIsAnnouncedOnceByManyReplicas() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        replicaIn(Duration.ZERO).announce().await().atMost(PATIENCE);
        assertThat(announced(point)).isEmpty();

        List<Uni<Void>> replicas =
                IntStream.range(0, 4).mapToObj(i -> replicaIn(LATER).announce()).toList();
        Uni.join().all(replicas).andFailFast().await().atMost(PATIENCE);
        replicaIn(LATER).announce().await().atMost(PATIENCE);

        // the feed shows what no open transaction can come before
        Awaitility.await().atMost(PATIENCE).until(() -> !announced(point).isEmpty());
        assertThat(announced(point)).hasSize(1);
        assertThat(audited(point)).isOne();
        given().header("Authorization", Login.bearer("viewer"))
                .get("/v1/hierarchies/" + point.hierarchyId() + "/connection-point")
                .then()
                .statusCode(200)
                .body("expiryAnnounced", equalTo(true));
    }

    @Test
    void certificateThatExpiresSoonIsAnnouncedOnce_andNoneThatEndedWithItsClient() throws Exception {
        // for two days from now
        ConnectionPoint point = CertificateTest.enrolled(TestCertificate.draw());
        ConnectionPoint moved = CertificateTest.enrolled(TestCertificate.draw());
        moved.move(Login.bearer(), "PS1", "primary", "recovery").then().statusCode(200);
        List<Uni<Void>> replicas = IntStream.range(0, 4)
                .mapToObj(i -> replicaIn(Duration.ZERO).announce())
                .toList();
        Uni.join().all(replicas).andFailFast().await().atMost(PATIENCE);
        replicaIn(Duration.ZERO).announce().await().atMost(PATIENCE);

        Awaitility.await().atMost(PATIENCE).until(() -> !announced(point).isEmpty());
        assertThat(announced(point)).singleElement().satisfies(expiry -> {
            assertThat(expiry.credential()).isEqualTo(Expiry.Credential.CERTIFICATE);
            assertThat(expiry.expiresAt())
                    .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(2)));
        });
        assertThat(audited(point, "access.certificate-expires")).isOne();
        assertThat(audited(point)).as("its secret lives on").isZero();
        assertThat(announced(moved)).isEmpty();
    }

    @Test
    void renewedSecretIsNotSpokenOf_norIsOneThatEndedWithItsClient() {
        ConnectionPoint renewed = ConnectionPoint.enrolled();
        ConnectionPoint moved = ConnectionPoint.enrolled();
        replicaIn(LATER).announce().await().atMost(PATIENCE);

        renewed.renewSecret().then().statusCode(201);
        ConnectionPoint removed = ConnectionPoint.enrolled();
        removed.remove(removed.bearer()).then().statusCode(204);
        replicaIn(Duration.ofDays(300)).announce().await().atMost(PATIENCE);
        replicaIn(LATER).announce().await().atMost(PATIENCE);

        assertThat(audited(renewed)).as("the old one, then the new one").isEqualTo(2);
        assertThat(audited(moved)).isOne();
        assertThat(audited(removed)).isZero();
    }

    @Test
    void everyAnswerThatGivesATokenSaysUntilWhenItsSecretLives() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        long inHalfAYear = Instant.now().plus(Duration.ofDays(180)).getEpochSecond();

        point.token(point.secret()).then().statusCode(200).body("client_secret_expires_at", greaterThan((int)
                inHalfAYear));
    }
}
