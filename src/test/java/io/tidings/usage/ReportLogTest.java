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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.MDC;
import org.jboss.logmanager.formatters.PatternFormatter;
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
        assertThat(text(line)).contains("key-mismatch").doesNotContain("secret");
        assertThat(MDC.get("hierarchyId")).isNull();
    }

    @Test
    void aFailureKeepsItsStack_butNotWhatItSays() {
        RuntimeException failure = new IllegalArgumentException("no branch is called 'secret'");
        ExtLogRecord line = onlyLine(it -> it.failed(arrival(hierarchyId), failure));
        assertThat(text(line))
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
        Lines lines = new Lines();
        Logger ours = Logger.getLogger("io.tidings");
        ours.setLevel(Level.FINE);
        Logger.getLogger("").addHandler(lines);
        try {
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
        } finally {
            Logger.getLogger("").removeHandler(lines);
            ours.setLevel(null);
        }
        assertThat(lines.all).extracting(ReportLogTest::text).anyMatch(line -> line.contains("key-mismatch"));
        assertThat(lines.all).extracting(ReportLogTest::text).noneMatch(line -> line.contains("secret"));
    }

    private static Arrival arrival(String key) {
        return new Arrival(
                "secret".getBytes(UTF_8),
                key.getBytes(UTF_8),
                Map.of("traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes(UTF_8)),
                new Arrival.Origin("usage-data", 3, 17),
                Instant.EPOCH);
    }

    private static String text(ExtLogRecord line) {
        return new PatternFormatter("%s%e").format(line);
    }

    private ExtLogRecord onlyLine(Consumer<ReportLog> work) {
        Lines lines = new Lines();
        Logger logger = Logger.getLogger(ReportLog.class.getName());
        logger.setLevel(Level.FINE);
        logger.addHandler(lines);
        try {
            work.accept(log);
        } finally {
            logger.removeHandler(lines);
            logger.setLevel(null);
        }
        assertThat(lines.all).hasSize(1);
        return lines.all.getFirst();
    }

    private static final class Lines extends Handler {
        private final List<ExtLogRecord> all = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            ExtLogRecord kept = ExtLogRecord.wrap(line);
            kept.copyAll();
            all.add(kept);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
