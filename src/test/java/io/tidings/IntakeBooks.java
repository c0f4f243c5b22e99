package io.tidings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.fleet.Breakage;
import io.tidings.fleet.FleetLine;
import io.tidings.fleet.Traffic;
import io.tidings.protocol.UsageReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Double-entry books of the intake: what was sent on one side, what is stored and what was rejected on the other. They
 * balance when every report had exactly one effect and every spoilt one lies among the rejected with its reason.
 */
final class IntakeBooks {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final IntakeStores stores;
    private final Map<String, UsageReport> newest = new HashMap<>();
    private final Map<String, Integer> stored = new TreeMap<>();
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
        stored.put(row(report.hierarchyId(), report.reportId().toString()), 1);
        newest.merge(report.hierarchyId(), report, (a, b) -> a.collectedAt().isAfter(b.collectedAt()) ? a : b);
    }

    /** How many reports there are to be stored. */
    int reports() {
        return stored.size();
    }

    /** Waits until nothing is left to take, and compares. */
    void balance() {
        Awaitility.await().atMost(PATIENCE).until(() -> stores.backlog() == 0);
        Map<String, Integer> rows = new TreeMap<>();
        stores.read("select hierarchy_id, report_id::text from hierarchy_report", row -> {
            if (newest.containsKey(row.getString(0))) {
                rows.merge(row(row.getString(0), row.getString(1)), 1, Integer::sum);
            }
        });
        assertThat(rows).isEqualTo(stored);
        Map<String, String> states = new HashMap<>();
        stores.read("select id, report_id::text from hierarchy", row -> states.put(row.getString(0), row.getString(1)));
        newest.forEach((id, report) ->
                assertThat(states).containsEntry(id, report.reportId().toString()));
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
