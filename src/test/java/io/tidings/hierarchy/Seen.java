package io.tidings.hierarchy;

import io.tidings.protocol.UsageReport;

/** What a report that is possible comes to. */
final class Seen {
    private Seen() {}

    static Observation of(UsageReport report) {
        return ((Observed.Possible) Observed.of(report, report.collectedAt())).observation();
    }
}
