package io.tidings.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.hierarchy.ItemLevels.Dropped;
import io.tidings.hierarchy.Observation;
import io.tidings.hierarchy.Observed;
import io.tidings.protocol.CloudEvent;
import io.tidings.protocol.CloudEvents;
import io.tidings.protocol.Flaw;
import io.tidings.protocol.HierarchyIds;
import io.tidings.protocol.Reading;
import io.tidings.protocol.UsageReport;
import io.tidings.protocol.UsageReports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An arrival after everything that can be said of it without a database. */
sealed interface Decoded {
    Duration AHEAD = Duration.ofHours(24);

    record Good(Observation observation, Map<Dropped, Integer> dropped, int unknownFields) implements Decoded {}

    record Bad(UsageFault fault) implements Decoded {}

    static Decoded of(Arrival arrival, Instant now) {
        return arrival.body() == null ? new Bad(new UsageFault.Tombstone()) : opened(arrival, arrival.body(), now);
    }

    private static Decoded opened(Arrival arrival, byte[] body, Instant now) {
        if (CloudEvents.isStructured(arrival.header("content-type"))) {
            return inside(CloudEvents.structured(body), arrival, now);
        }
        if (CloudEvents.isBatch(arrival.header("content-type"))) {
            return new Bad(batch(body));
        }
        if (arrival.headers().containsKey("ce_specversion")) {
            return inside(CloudEvents.binary(name -> arrival.header("ce_" + name), body), arrival, now);
        }
        return report(arrival, body, now);
    }

    /** A batch is taken apart before it comes here, unless it cannot be. */
    private static UsageFault batch(byte[] body) {
        return switch (CloudEvents.batch(body)) {
            case Reading.Unreadable<List<byte[]>> no -> UsageFault.Unreadable.of(no);
            case Reading.Read<List<byte[]>> _ ->
                new UsageFault.Unreadable(Flaw.NOT_A_CLOUD_EVENT, "", "batches are taken over HTTP only");
        };
    }

    private static Decoded inside(Reading<CloudEvent> reading, Arrival arrival, Instant now) {
        return switch (reading) {
            case Reading.Read<CloudEvent>(CloudEvent event) -> report(arrival, event.data(), now);
            case Reading.Unreadable<CloudEvent> no -> new Bad(UsageFault.Unreadable.of(no));
        };
    }

    private static Decoded report(Arrival arrival, byte[] body, Instant now) {
        return switch (UsageReports.read(body)) {
            case Reading.Read<UsageReport>(UsageReport report) -> checked(arrival, report, now);
            case Reading.Unreadable<UsageReport> no -> new Bad(UsageFault.Unreadable.of(no));
        };
    }

    private static Decoded checked(Arrival arrival, UsageReport report, Instant now) {
        // a producer without keys is welcome; one that says another hierarchy is not
        if (arrival.key() != null && !isKeyOf(report, arrival)) {
            return new Bad(new UsageFault.KeyMismatch());
        }
        if (report.collectedAt().isAfter(now.plus(AHEAD))) {
            return new Bad(new UsageFault.FromTheFuture());
        }
        return switch (Observed.of(report, arrival.receivedAt())) {
            case Observed.Possible(Observation observation, var dropped) ->
                new Good(observation, dropped, report.unknownFields());
            case Observed.Impossible(var fault) -> new Bad(new UsageFault.Impossible(fault));
        };
    }

    private static boolean isKeyOf(UsageReport report, Arrival arrival) {
        return arrival.key() == null
                || HierarchyIds.normalise(new String(arrival.key(), UTF_8))
                        .filter(report.hierarchyId()::equals)
                        .isPresent();
    }
}
