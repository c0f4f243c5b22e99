package io.tidings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.fleet.Breakage;
import io.tidings.fleet.FleetLine;
import io.tidings.fleet.Traffic;
import io.tidings.hierarchy.Observed;
import io.tidings.protocol.UsageReport;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Double-entry books of the intake: what was sent on one side, what is stored and what was rejected on the other. They
 * balance when every report had exactly one effect, the newest of each hierarchy is its state in every part, the history has
 * the items of whatever was taken, and every spoilt one lies among the rejected with its reason.
 */
final class IntakeBooks {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final IntakeStores stores;
    private final Map<String, UsageReport> newest = new HashMap<>();
    private final Map<String, UsageReport> sent = new TreeMap<>();
    private final Set<String> rejected = new HashSet<>();

    IntakeBooks(IntakeStores stores) {
        this.stores = stores;
    }

    /** Sends and notes; everything is in Kafka when this returns. */
    void send(Stream<Traffic.Posting> postings) {
        try (FleetLine line = new FleetLine(stores.bootstrapServers())) {
            postings.forEach(posting -> {
                note(posting);
                line.send(posting);
            });
            line.flush();
        }
    }

    void note(Traffic.Posting posting) {
        UsageReport report = posting.report();
        Breakage breakage = posting.breakage();
        if (breakage != null) {
            rejected.add(rejection(posting.key(), posting.value(), breakage.reason()));
            return;
        }
        sent.put(row(report.hierarchyId(), report.reportId().toString()), report);
        newest.merge(report.hierarchyId(), report, (a, b) -> a.collectedAt().isAfter(b.collectedAt()) ? a : b);
    }

    /** How many reports there are to be stored. */
    int reports() {
        return sent.size();
    }

    /** Waits until nothing is left to take, and compares. */
    void balance() {
        Awaitility.await().atMost(PATIENCE).until(() -> stores.backlog() == 0);
        balanceHistory();
        balanceStates();
        balanceRejected();
    }

    private void balanceHistory() {
        List<String> rows = new ArrayList<>();
        stores.read("select hierarchy_id, report_id::text, taken, items::text from hierarchy_report", row -> {
            if (newest.containsKey(row.getString(0))) {
                String name = row(row.getString(0), row.getString(1));
                rows.add(name);
                UsageReport report = sent.get(name);
                // one that came behind a newer one says no more than that it was there
                assertThat(row.getString(3) == null ? null : new JsonObject(row.getString(3)))
                        .isEqualTo(report == null || !row.getBoolean(2) ? null : items(report));
            }
        });
        rows.sort(null);
        assertThat(rows).isEqualTo(List.copyOf(sent.keySet()));
    }

    private static JsonObject items(UsageReport report) {
        JsonObject items = new JsonObject();
        report.items().forEach((item, value) -> items.put(item, Json.decodeValue(value)));
        return items;
    }

    private void balanceStates() {
        Map<String, String> states = new TreeMap<>();
        stores.read(
                "select id, report_id::text, encode(standing, 'hex'), (select string_agg(s ->> 'code', ',') from"
                        + " jsonb_array_elements(topology::jsonb) s), coalesce((select string_agg(package_guid || ' ' ||"
                        + " state, ',') from hierarchy_servicing v where v.hierarchy_id = h.id), '') from hierarchy h",
                row -> {
                    if (newest.containsKey(row.getString(0))) {
                        states.put(row.getString(0), said(row));
                    }
                });
        Map<String, String> told = new TreeMap<>();
        newest.forEach((id, report) -> told.put(id, said(report)));
        assertThat(states).isEqualTo(told);
    }

    private static String said(Row row) {
        return String.join("; ", row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static String said(UsageReport report) {
        Observed.Possible observed = (Observed.Possible) Observed.of(report, report.collectedAt());
        return String.join(
                "; ",
                report.reportId().toString(),
                observed.observation().standing().id().toString(),
                report.sites().stream().map(UsageReport.Site::code).collect(Collectors.joining(",")),
                report.servicing().stream()
                        .map(one -> one.packageGuid() + " " + one.state())
                        .collect(Collectors.joining(",")));
    }

    private void balanceRejected() {
        Set<String> kept = new HashSet<>();
        stores.rejected((key, value, reason) -> {
            if (newest.containsKey(key) || rejected.contains(rejection(key, value, reason))) {
                kept.add(rejection(key, value, reason));
            }
        });
        assertThat(kept).isEqualTo(rejected);
    }

    private static String row(String hierarchyId, String reportId) {
        return hierarchyId + " " + reportId;
    }

    private static String rejection(String key, byte @Nullable [] value, String reason) {
        byte[] kept = Objects.requireNonNullElse(value, "".getBytes(UTF_8));
        return key + " " + reason + " " + Arrays.hashCode(kept);
    }
}
