package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.fleet.Fleet;
import io.tidings.hierarchy.Observatory;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The database lets pushed events wait: their senders are answered, and what is held meanwhile is bounded. */
@QuarkusTest
@TestProfile(PushedEventsWaitTest.Narrow.class)
@TestSecurity(user = "pipe", roles = "publisher")
class PushedEventsWaitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final RestAssuredConfig RAW = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
    private static final String BATCHES_WAIT = "hashtext('hierarchy_erasure')";

    @Inject
    Observatory observatory;

    @Inject
    Pool pool;

    private final Fleet fleet = new Fleet(System.nanoTime());

    /** Two large batches, and one second. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidings.usage.most-bytes-waiting", "20971520",
                    "tidings.usage.commit-within", "PT1S",
                    "tidings.usage.retry-after", "PT7S");
        }
    }

    @Test
    void eachIsAnsweredInTime_andOneTooManyIsNotTaken() {
        SqlConnection other = pool.getConnection().await().atMost(PATIENCE);
        try {
            run(other, "select pg_advisory_lock(" + BATCHES_WAIT + ")");
            comeAgain(push(large(fleet.report(1, 1))));
            comeAgain(pushGzip(large(fleet.report(2, 1))));
            comeAgain(push(large(fleet.report(3, 1))));
            run(other, "select pg_advisory_unlock(" + BATCHES_WAIT + ")");
        } finally {
            other.close().await().atMost(PATIENCE);
        }
        // what was let in is taken, though nobody waited for it
        observatory.awaitTaken(fleet.report(1, 1), fleet.report(2, 1));
        assertThat(observatory.knows(fleet.report(3, 1))).isFalse();
        assertThat(push(large(fleet.report(3, 1))).statusCode()).isEqualTo(202);
        observatory.awaitTaken(fleet.report(3, 1));
    }

    @Test
    void aFaultOfOursIsSaidToBeOne_andLoggedOnce() {
        UsageReport report = fleet.report(4, 1);
        LogLines lines = new LogLines("io.tidings.problem");
        try (lines;
                RefusedRow refused = new RefusedRow(pool, report.reportId(), "P0001")) {
            assertThat(refused).isNotNull();
            Response answer = push(large(report));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.jsonPath().getString("id")).isNotBlank();
        }
        assertThat(lines.ofName()).singleElement().satisfies(line -> assertThat(LogLines.text(line))
                .contains("/v1/events", "P0001"));
    }

    private static void comeAgain(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("7");
    }

    private static void run(SqlConnection connection, String sql) {
        connection.query(sql).execute().await().atMost(PATIENCE);
    }

    /** A batch of one event, and much room around it. */
    private static byte[] large(UsageReport report) {
        return ("[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"usage\",\"data\":"
                        + new String(report.toJson(), UTF_8) + "}" + " ".repeat(7 << 20) + "]")
                .getBytes(UTF_8);
    }

    private static Response push(byte[] batch) {
        return batch().body(batch).post("/v1/events");
    }

    private static Response pushGzip(byte[] batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(batch);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return batch().header("Content-Encoding", "gzip")
                .body(bytes.toByteArray())
                .post("/v1/events");
    }

    private static RequestSpecification batch() {
        return given().config(RAW).contentType("application/cloudevents-batch+json");
    }
}
