package io.tidings.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A usage report as it is said on the wire (schema {@code usage-report/1}): well-formed and within bounds, but not yet
 * held against what a hierarchy can be. {@code hierarchyId} is in its one form; {@code installed} is null when the report
 * does not say; {@code items} keeps each value as its JSON text; {@code unknownFields} says how many fields were kept out.
 */
public record UsageReport(
        UUID reportId,
        String hierarchyId,
        Instant collectedAt,
        int level,
        Mode mode,
        String branch,
        @Nullable BasePackage basePackage,
        List<String> earlyRingOptIn,
        Conditions conditions,
        List<Site> sites,
        List<Servicing> servicing,
        @Nullable List<InstalledUpdate> installed,
        Map<String, String> items,
        int unknownFields) {

    public static final String SCHEMA = "usage-report/1";

    public UsageReport {
        earlyRingOptIn = List.copyOf(earlyRingOptIn);
        sites = List.copyOf(sites);
        servicing = List.copyOf(servicing);
        installed = installed == null ? null : List.copyOf(installed);
        items = Map.copyOf(items);
    }

    /** How a connection point is connected. */
    public enum Mode {
        ONLINE,
        OFFLINE
    }

    /** The package from which the release was installed. */
    public record BasePackage(@Nullable UUID guid, String ring, @Nullable LocalDate downloadedOn) {}

    /** Facts that single updates ask for. */
    public record Conditions(boolean tenantAttached, boolean cmgOnScaleSet, boolean tap, boolean tapRollup) {}

    /** One site; {@code parent} is the code of another, {@code clients} is null when the report does not count them. */
    public record Site(
            String code,
            String type,
            @Nullable String parent,
            String version,
            @Nullable Integer clients,
            @Nullable String timeZone,
            List<Role> roles) {
        public Site {
            roles = List.copyOf(roles);
        }
    }

    /** A role and the server that holds it. */
    public record Role(String role, String server) {}

    /** The state a package has reached on the site, by its number. */
    public record Servicing(UUID packageGuid, int state, Instant at) {}

    /** An installed update; {@code firstRelease} when it was taken before the update was published anew. */
    public record InstalledUpdate(String update, @Nullable LocalDate installedOn, boolean firstRelease) {}

    /** The document of this report, UTF-8. */
    public byte[] toJson() {
        return UsageReportWriter.write(this);
    }
}
