package io.tidings.hierarchy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is known of one hierarchy: the newest report that was taken, as it stands. */
public record Hierarchy(
        String id,
        String tenant,
        UUID reportId,
        Instant collectedAt,
        Instant receivedAt,
        int level,
        Mode mode,
        Standing standing,
        String version,
        List<Site> sites,
        List<Warning> warnings,
        List<Servicing> servicing) {
    public Hierarchy {
        sites = List.copyOf(sites);
        warnings = List.copyOf(warnings);
        servicing = List.copyOf(servicing);
    }

    /** A fault of the topology that is only unwise, as it was found when the report was taken. */
    public record Warning(String code, String detail) {}
}
