package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.fleet.Breakage;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.Variation;
import io.tidings.protocol.UsageReport;
import io.tidings.schema.Migrations;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the intake counts, under the names that dashboards know. */
@QuarkusTest
class UsageMetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    UsageIntake intake;

    @Inject
    Migrations migrations;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("");

    private final Fleet fleet = new Fleet(System.nanoTime());
    private Map<String, Double> before = Map.of();

    @BeforeEach
    void look() {
        migrations.done().await().atMost(PATIENCE);
        before = scrape();
    }

    @Test
    void everyReportIsCountedByWhatBecameOfIt() {
        byte[] newest = fleet.report(1, 5).toJson();
        accept(newest, newest, fleet.report(1, 4).toJson());
        accept(Objects.requireNonNull(Breakage.DUPLICATE_KEY.spoil(fleet.report(2, 1))));
        assertThat(grown("usage_accepted_total{outcome=\"taken\"}")).isGreaterThanOrEqualTo(2);
        assertThat(grown("usage_accepted_total{outcome=\"duplicate\"}")).isGreaterThanOrEqualTo(1);
        assertThat(grown("usage_refused_total{reason=\"duplicate-key\"}")).isEqualTo(1);
        accept(new String(fleet.report(4, 1).toJson(), UTF_8)
                .replaceFirst("\"mode\"", "\"mood\":{\"a\":[]},\"colour\":1,\"mode\"")
                .getBytes(UTF_8));
        assertThat(grown("usage_unknown_fields_total")).isEqualTo(2);
        assertThat(grown("usage_batch_size_count")).isGreaterThanOrEqualTo(2);
        assertThat(grown("usage_batch_size_sum")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void timesToTheCommitAreCountedFromBothBeginnings() {
        Instant halfADayAgo = Instant.now().minus(Duration.ofHours(12));
        UsageReport report =
                Variation.of(fleet.report(3, 5)).collectedAt(halfADayAgo).report();
        accept(report.toJson());
        assertThat(grown("usage_collected_to_committed_seconds_bucket{le=\"21600.0\"}"))
                .isLessThan(grown("usage_collected_to_committed_seconds_bucket{le=\"86400.0\"}"));
        assertThat(grown("usage_received_to_committed_seconds_bucket{le=\"60.0\"}"))
                .isGreaterThanOrEqualTo(1);
        assertThat(scrape()).containsKey("usage_lag");
    }

    @Test
    void whatTheLevelDoesNotCarryIsCountedByLevelAndByItem() {
        UsageReport enhanced =
                fleet.week(100, 5).filter(one -> one.level() == 2).findFirst().orElseThrow();
        UsageReport basic = Variation.of(enhanced)
                .level(1)
                .items(Map.of("T001", "1", "T077", "{}", "T326", "[]", "made-up", "1", "made-up-too", "2"))
                .report();
        accept(basic.toJson());
        assertThat(grown("usage_dropped_items_total{level=\"1\"}")).isZero();
        // the item and the list of what is installed
        assertThat(grown("usage_dropped_items_total{level=\"2\"}")).isEqualTo(2);
        assertThat(grown("usage_dropped_items_total{level=\"3\"}")).isEqualTo(1);
        assertThat(grown("usage_dropped_items_total{level=\"unknown\"}")).isEqualTo(2);
        assertThat(grown("usage_dropped_by_item_total{item=\"T001\"}")).isZero();
        assertThat(grown("usage_dropped_by_item_total{item=\"T077\"}")).isEqualTo(1);
        assertThat(grown("usage_dropped_by_item_total{item=\"installed\"}")).isEqualTo(1);
        assertThat(grown("usage_dropped_by_item_total{item=\"T326\"}")).isEqualTo(1);
        assertThat(grown("usage_dropped_by_item_total{item=\"unknown\"}")).isEqualTo(2);

        accept(Variation.of(basic).reportId(UUID.randomUUID()).level(3).report().toJson());
        assertThat(grown("usage_dropped_items_total{level=\"2\"}")).isEqualTo(2);
        assertThat(grown("usage_dropped_items_total{level=\"3\"}")).isEqualTo(1);
        assertThat(grown("usage_dropped_items_total{level=\"unknown\"}")).isEqualTo(4);
    }

    private void accept(byte[]... reports) {
        intake.accept(Stream.of(reports)
                        .map(report -> Arrival.of(report, "test", Instant.now()))
                        .toList())
                .await()
                .atMost(PATIENCE);
    }

    private double grown(String sample) {
        return scrape().getOrDefault(sample, 0.0) - before.getOrDefault(sample, 0.0);
    }

    /** By name and labels. */
    private Map<String, Double> scrape() {
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith("usage_"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')).replace(",}", "}"),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }
}
