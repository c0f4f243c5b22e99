package io.tidings.hierarchy;

import io.tidings.hierarchy.ItemLevels.Dropped;
import io.tidings.protocol.UsageReport;
import io.tidings.version.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a usage report comes to: something that can be observed, or a hierarchy that cannot exist. */
public sealed interface Observed {

    /** {@code dropped} counts what was kept out because the level does not carry it. */
    record Possible(Observation observation, Map<Dropped, Integer> dropped) implements Observed {}

    /** The first fault that makes the hierarchy impossible. */
    record Impossible(TopologyFault fault) implements Observed {}

    static Observed of(UsageReport report, Instant receivedAt) {
        List<Site> sites = report.sites().stream().map(Observed::site).toList();
        Branch branch = Branch.of(report.branch());
        Mode mode = report.mode() == UsageReport.Mode.ONLINE ? Mode.ONLINE : Mode.OFFLINE;
        Topology topology = new Topology(sites, branch, mode);
        List<TopologyFault> faults = topology.faults();
        for (TopologyFault fault : faults) {
            if (fault instanceof TopologyFault.Impossible) {
                return new Impossible(fault);
            }
        }
        ItemLevels.Allowed allowed = ItemLevels.allow(report);
        return new Possible(
                new Observation(
                        report.reportId(),
                        report.hierarchyId(),
                        report.collectedAt(),
                        receivedAt,
                        report.level(),
                        mode,
                        sites,
                        standing(report, branch, topology.top().version()),
                        report.servicing().stream()
                                .map(one -> new Servicing(one.packageGuid(), one.state(), one.at()))
                                .toList(),
                        allowed.items(),
                        faults),
                allowed.dropped());
    }

    private static Site site(UsageReport.Site site) {
        return new Site(
                site.code(),
                SiteType.of(site.type()),
                site.parent(),
                Version.parse(site.version()),
                site.clients(),
                site.timeZone(),
                site.roles().stream()
                        .map(role -> new Role(role.role(), role.server()))
                        .toList());
    }

    private static Standing standing(UsageReport report, Branch branch, Version version) {
        UsageReport.Conditions says = report.conditions();
        return new Standing(
                branch,
                version,
                base(report.basePackage()),
                new TreeSet<>(report.earlyRingOptIn()),
                new Conditions(says.tenantAttached(), says.cmgOnScaleSet(), says.tap(), says.tapRollup()),
                installed(report.installed(), report.level()));
    }

    private static @Nullable BasePackage base(UsageReport.@Nullable BasePackage says) {
        return says == null ? null : new BasePackage(says.guid(), BaseRing.of(says.ring()), says.downloadedOn());
    }

    private static Installed installed(@Nullable List<UsageReport.InstalledUpdate> says, int level) {
        if (says == null || level < ItemLevels.INSTALLED) {
            return new Installed.Unknown();
        }
        SortedSet<String> updates = new TreeSet<>();
        SortedSet<String> firstReleases = new TreeSet<>();
        SortedSet<String> laterReleases = new TreeSet<>();
        for (UsageReport.InstalledUpdate one : says) {
            updates.add(one.update());
            (one.firstRelease() ? firstReleases : laterReleases).add(one.update());
        }
        return Installed.Known.of(updates, firstReleases, laterReleases);
    }
}
