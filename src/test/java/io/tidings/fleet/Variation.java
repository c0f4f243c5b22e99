package io.tidings.fleet;

import io.tidings.protocol.UsageReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report of the fleet with something else in it, for tests that need just that. */
public final class Variation {
    private final UsageReport report;
    private UUID reportId;
    private Instant collectedAt;
    private int level;
    private List<String> earlyRingOptIn;
    private List<UsageReport.Servicing> servicing;
    private @Nullable List<UsageReport.InstalledUpdate> installed;
    private Map<String, String> items;

    private Variation(UsageReport report) {
        this.report = report;
        reportId = report.reportId();
        collectedAt = report.collectedAt();
        level = report.level();
        earlyRingOptIn = report.earlyRingOptIn();
        servicing = report.servicing();
        installed = report.installed();
        items = report.items();
    }

    public static Variation of(UsageReport report) {
        return new Variation(report);
    }

    public Variation reportId(UUID other) {
        reportId = other;
        return this;
    }

    public Variation collectedAt(Instant other) {
        collectedAt = other;
        return this;
    }

    public Variation level(int other) {
        level = other;
        return this;
    }

    public Variation earlyRingOptIn(String... other) {
        earlyRingOptIn = List.of(other);
        return this;
    }

    public Variation servicing(UsageReport.Servicing... other) {
        servicing = List.of(other);
        return this;
    }

    public Variation installed(UsageReport.InstalledUpdate... other) {
        installed = List.of(other);
        return this;
    }

    public Variation items(Map<String, String> other) {
        items = other;
        return this;
    }

    public UsageReport report() {
        return new UsageReport(
                reportId,
                report.hierarchyId(),
                collectedAt,
                level,
                report.mode(),
                report.branch(),
                report.basePackage(),
                earlyRingOptIn,
                report.conditions(),
                report.sites(),
                servicing,
                installed,
                items,
                0);
    }
}
