package io.tidings.embedded;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One made-up hierarchy to try the service with: its enrolment and a usage report of this minute, as files. */
final class UpSample {

    /** In earnest it is the one-way hash of the hierarchy's own id. */
    static final String HIERARCHY = "u0kkZpY8k2mG8D3nZ3m2m8l1r2mXq0N5d3vJw7S3b5E";

    private static final String SITE =
            """
            "code": "PS1", "type": "primary", "version": "5.00.9128.1000\"""";

    private UpSample() {}

    static void writeTo(UpFolder folder) {
        Daemon.write(
                folder.resolve("enrolment.json"),
                """
                {"hierarchyId": "%s", "mode": "online",
                 "site": {%s}}
                """
                        .formatted(HIERARCHY, SITE));
        Daemon.write(
                folder.resolve("report.json"),
                """
                {"schema": "usage-report/1", "reportId": "%s", "hierarchyId": "%s",
                 "collectedAt": "%s", "level": 2, "mode": "online", "branch": "current",
                 "basePackage": {"guid": "5B8886C7-F967-4F8A-92AA-009E28368853", "ring": "ga", "downloadedOn": "2024-05-20"},
                 "sites": [{%s,
                            "roles": [{"role": "service-connection-point", "server": "s1"}]}]}
                """
                        .formatted(UUID.randomUUID(), HIERARCHY, Instant.now().truncatedTo(ChronoUnit.SECONDS), SITE));
    }
}
