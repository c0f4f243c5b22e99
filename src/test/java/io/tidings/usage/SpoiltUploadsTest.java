package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static io.tidings.usage.RejectedRecords.header;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.tidings.fleet.Breakage;
import io.tidings.fleet.Fleet;
import io.tidings.protocol.UsageReport;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A report that is spoilt, in every way, as a connection point uploads it: told with its reason and counted, or kept. */
@QuarkusTest
@TestSecurity(
        user = SpoiltUploadsTest.OWN,
        roles = {"connection-point"})
class SpoiltUploadsTest {
    static final String OWN = "b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo";
    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    @Inject
    MeterRegistry metrics;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"TOMBSTONE", "TWO_CONNECTION_POINTS", "FROM_THE_FUTURE"})
    void uploadIsToldAtOnce(Breakage breakage) {
        UsageReport report = fleet.report(1, 1);
        byte[] spoilt = Objects.requireNonNull(breakage.spoil(report));
        byte[] body = breakage == Breakage.FOREIGN_KEY ? spoilt : owned(spoilt, report);
        double before = refused(breakage);
        upload(body)
                .header("Content-Type", startsWith("application/problem+json"))
                .statusCode(status(breakage))
                .body("code", equalTo(breakage.reason()));
        assertThat(refused(breakage)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"TWO_CONNECTION_POINTS", "FROM_THE_FUTURE"})
    void uploadThatTheIntakeFindsOutIsKeptUntouched(Breakage breakage) {
        UsageReport report = fleet.report(1, 1);
        byte[] body = owned(Objects.requireNonNull(breakage.spoil(report)), report);
        upload(body).statusCode(202);
        var kept = RejectedRecords.await(1, record -> RejectedRecords.isOf(record, OWN) && isSame(record, body))
                .getFirst();
        assertThat(header(kept, "reason")).isEqualTo(breakage.reason());
        assertThat(header(kept, "source-topic")).isEqualTo("usage-data");
    }

    private static boolean isSame(ConsumerRecord<byte[], byte[]> record, byte[] body) {
        return Arrays.equals(record.value(), body);
    }

    static int status(Breakage breakage) {
        return switch (breakage) {
            case TOO_BIG -> 413;
            case NOT_JSON, TRUNCATED, NAN, NOT_UTF8, DUPLICATE_KEY, EMPTY -> 400;
            default -> 422;
        };
    }

    private double refused(Breakage breakage) {
        return metrics.counter("usage.refused", "reason", breakage.reason()).count();
    }

    private static byte[] owned(byte[] spoilt, UsageReport report) {
        return new String(spoilt, ISO_8859_1).replace(report.hierarchyId(), OWN).getBytes(ISO_8859_1);
    }

    private static ValidatableResponse upload(byte[] body) {
        return given().config(RAW)
                .contentType("application/json")
                .body(body)
                .post("/v1/hierarchies/{id}/usage", OWN)
                .then();
    }
}
