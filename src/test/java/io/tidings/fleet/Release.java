package io.tidings.fleet;

import io.tidings.protocol.UsageReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The releases that a fleet runs, out of the real table: their builds, a package that brings them, updates on top. */
enum Release {
    R2303(9106, "2023-04-10", null, "24721208", "29166583"),
    R2309(9122, "2023-10-09", null, "25858444", "29166583"),
    R2403(9128, "2024-04-22", "5B8886C7-F967-4F8A-92AA-009E28368853", "26186448", "28204160", "29166583"),
    R2409(9132, "2024-12-04", "3B7D84FA-ECCC-4EA0-B8AB-ABBDA1E88E0E", "30385346", "30833053"),
    R2503(9135, "2025-03-31", "8576527E-DDE9-4146-8ED9-DB91091C38EF", "32851084", "34503790"),
    R2509(9141, "2025-11-12", null, "36949461", "37864969");

    private static final int PERCENT = 100;
    private static final int INSTALL_SUCCESS = 196612;
    private static final int INSTALL_FAILED = 262143;
    private static final int DOWNLOADED = 262146;

    private final int build;
    private final LocalDate available;
    private final @Nullable UUID guid;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, and has no type that says so
    private final List<String> updates;

    Release(int build, String available, @Nullable String guid, String... updates) {
        this.build = build;
        this.available = LocalDate.parse(available);
        this.guid = guid == null ? null : UUID.fromString(guid);
        this.updates = List.of(updates);
    }

    /** A hierarchy begins somewhere, keeps to it, and upgrades once, in a week of its own. */
    static Release at(int percent, int week, int upgradeWeek) {
        int first = percent * (values().length - 1) / PERCENT;
        return values()[week < upgradeWeek ? first : first + 1];
    }

    String version() {
        return "5.00." + build + ".1000";
    }

    UsageReport.@Nullable BasePackage basePackage(int percent) {
        if (percent < 30) {
            return null;
        }
        String ring = percent < 40 ? "early" : "ga";
        return new UsageReport.BasePackage(guid, ring, available.plusDays(percent));
    }

    /** What is on top of it by then: one update after the other, each taken when this site takes such things. */
    List<UsageReport.InstalledUpdate> installed(int percent, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<UsageReport.InstalledUpdate> installed = new ArrayList<>(updates.size());
        LocalDate taken = available.plusDays(percent);
        for (String update : updates) {
            taken = taken.plusDays(60 + percent);
            if (!taken.isAfter(day)) {
                installed.add(new UsageReport.InstalledUpdate(update, taken, false));
            }
        }
        return installed;
    }

    List<UsageReport.Servicing> servicing(SplittableRandom now, Instant at) {
        int percent = now.nextInt(PERCENT);
        if (guid == null || percent < 60) {
            return List.of();
        }
        int state = percent < 80 ? DOWNLOADED : percent < 97 ? INSTALL_SUCCESS : INSTALL_FAILED;
        return List.of(new UsageReport.Servicing(guid, state, at.minusSeconds(3_600)));
    }
}
