package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.protocol.UsageReport;
import io.tidings.schema.Migrations;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.MDC;
import org.junit.jupiter.api.Test;

/** What is logged names the report, and never repeats it. */
@QuarkusTest
class ReportLogTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    ReportLog log;

    @Inject
    UsageIntake intake;

    @Inject
    Migrations migrations;

    private final String hierarchyId = new Fleet(1).hierarchyId(1);

    @Test
    void aRefusalCarriesHierarchyAndTrace() {
        ExtLogRecord line = onlyLine(it -> it.refused(arrival(hierarchyId), new UsageFault.KeyMismatch()));
        assertThat(line.getMdcCopy()).containsEntry("hierarchyId", hierarchyId).containsEntry("traceId", TRACE);
        assertThat(LogLines.text(line)).contains("key-mismatch").doesNotContain("secret");
        assertThat(MDC.get("hierarchyId")).isNull();
    }

    @Test
    void aFailureKeepsItsStack_butNotWhatItSays() {
        RuntimeException failure = new IllegalArgumentException("no branch is called 'secret'");
        ExtLogRecord line = onlyLine(it -> it.failed(arrival(hierarchyId), failure));
        assertThat(LogLines.text(line))
                .contains("IllegalArgumentException", "ReportLogTest")
                .doesNotContain("secret");
    }

    @Test
    void aKeyThatIsNoIdIsNotLogged() {
        ExtLogRecord line = onlyLine(it -> it.refused(arrival("secret\nkey"), new UsageFault.KeyMismatch()));
        assertThat(line.getMdcCopy()).doesNotContainKey("hierarchyId");
    }

    @Test
    void nothingOfAReportIsLogged_whateverBecomesOfIt() {
        migrations.done().await().atMost(PATIENCE);
        UsageReport report = Variation.of(new Fleet(System.nanoTime()).report(1, 1))
                .level(1)
                .items(Map.of("T001", "\"secret\"", "T302", "{\"secret\":\"secret\"}", "secret", "1"))
                .report();
        String json = new String(report.toJson(), UTF_8);
        LogLines lines = new LogLines("io.tidings");
        try (lines) {
            intake.accept(Stream.of(
                                    json,
                                    json.substring(0, json.length() - 1),
                                    json.replace("\"mode\":\"", "\"mode\":\"secret"),
                                    json.replace("\"type\":\"primary\"", "\"type\":\"primary\",\"parent\":\"secret\""))
                            .map(one -> new Arrival(
                                    one.getBytes(UTF_8),
                                    "secret".getBytes(UTF_8),
                                    Map.of(),
                                    Arrival.Origin.of("test"),
                                    Instant.now()))
                            .toList())
                    .await()
                    .atMost(PATIENCE);
            intake.accept(List.of(Arrival.of(report.toJson(), "test", Instant.now())))
                    .await()
                    .atMost(PATIENCE);
        }
        assertThat(lines.all()).extracting(LogLines::text).anyMatch(line -> line.contains("key-mismatch"));
        assertThat(lines.all()).extracting(LogLines::text).noneMatch(line -> line.contains("secret"));
    }

    private static Arrival arrival(String key) {
        return new Arrival(
                "secret".getBytes(UTF_8),
                key.getBytes(UTF_8),
                Map.of("traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes(UTF_8)),
                new Arrival.Origin("usage-data", 3, 17),
                Instant.EPOCH);
    }

    private ExtLogRecord onlyLine(Consumer<ReportLog> work) {
        LogLines lines = new LogLines(ReportLog.class.getName());
        try (lines) {
            work.accept(log);
        }
        assertThat(lines.ofName()).hasSize(1);
        return lines.ofName().getFirst();
    }
}
