package io.tidings.hierarchy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One usage report, held against what a hierarchy can be and reduced to what its level allows. {@code items} maps item
 * ids to JSON texts; {@code warnings} are the faults that are only unwise; {@code receivedAt} is when we had it, by a clock
 * that need not agree with the hierarchy's.
 */
public record Observation(
        UUID reportId,
        String hierarchyId,
        Instant collectedAt,
        Instant receivedAt,
        int level,
        Mode mode,
        List<Site> sites,
        Standing standing,
        List<Servicing> servicing,
        Map<String, String> items,
        List<TopologyFault> warnings) {
    public Observation {
        sites = List.copyOf(sites);
        servicing = List.copyOf(servicing);
        items = Map.copyOf(items);
        warnings = List.copyOf(warnings);
    }
}
