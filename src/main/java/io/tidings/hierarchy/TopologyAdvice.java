package io.tidings.hierarchy;

import java.util.Collection;
import java.util.List;

/** What is possible and unwise: sizes beyond those known to work, roles without the one they need, modes and branches. */
final class TopologyAdvice {
    private static final int PRIMARIES = 25;
    private static final int SECONDARIES = 250;
    private static final int DISTRIBUTION_POINTS = 250;
    private static final int PULL_DISTRIBUTION_POINTS = 2_000;
    private static final int ALL_DISTRIBUTION_POINTS = 5_000;
    private static final int MANAGEMENT_POINTS = 15;
    private static final long CLIENTS_OF_DISTRIBUTION_POINT = 4_000;
    private static final long CLIENTS_OF_UPDATE_POINT = 150_000;
    private static final long CLIENTS_OF_FALLBACK_STATUS_POINT = 100_000;
    private static final int PREVIEW_CLIENTS = 10;
    private static final int LTSB_BUILD = 8412;

    private final List<Site> sites;
    private final Site top;
    private final Branch branch;
    private final Mode mode;

    TopologyAdvice(List<Site> sites, Site top, Branch branch, Mode mode) {
        this.sites = sites;
        this.top = top;
        this.branch = branch;
        this.mode = mode;
    }

    void addTo(Collection<TopologyFault> faults) {
        for (Site site : sites) {
            scale(site, faults);
            clients(site, faults);
            companions(site, faults);
        }
        atTop(faults);
        branch(faults);
    }

    private void scale(Site site, Collection<TopologyFault> faults) {
        long children = sites.stream()
                .filter(child -> site.code().equals(child.parent()))
                .count();
        long points = site.count(RoleRule.DISTRIBUTION_POINT);
        long pulling = site.count(RoleRule.PULL_DISTRIBUTION_POINT);
        if (site.type() == SiteType.CAS) {
            over(faults, site, "primary sites", children, PRIMARIES);
        }
        if (site.type() == SiteType.PRIMARY) {
            over(faults, site, "secondary sites", children, SECONDARIES);
            over(faults, site, "management points", site.count(RoleRule.MANAGEMENT_POINT), MANAGEMENT_POINTS);
            long below = sites.stream()
                    .filter(child -> site.code().equals(child.parent()))
                    .mapToLong(TopologyAdvice::distributionPoints)
                    .sum();
            over(
                    faults,
                    site,
                    "distribution points with its secondaries",
                    points + pulling + below,
                    ALL_DISTRIBUTION_POINTS);
        }
        over(faults, site, "distribution points", points, DISTRIBUTION_POINTS);
        over(faults, site, "pull distribution points", pulling, PULL_DISTRIBUTION_POINTS);
    }

    private static long distributionPoints(Site site) {
        return site.count(RoleRule.DISTRIBUTION_POINT) + site.count(RoleRule.PULL_DISTRIBUTION_POINT);
    }

    private void clients(Site site, Collection<TopologyFault> faults) {
        long clients = site.clients() == null ? 0 : site.clients();
        perRole(faults, site, clients, RoleRule.UPDATE_POINT, CLIENTS_OF_UPDATE_POINT);
        perRole(faults, site, clients, RoleRule.FALLBACK_STATUS_POINT, CLIENTS_OF_FALLBACK_STATUS_POINT);
        long points = distributionPoints(site);
        if (points > 0) {
            over(faults, site, "clients for its distribution points", clients, points * CLIENTS_OF_DISTRIBUTION_POINT);
        }
    }

    private static void perRole(Collection<TopologyFault> faults, Site site, long clients, String role, long most) {
        if (site.has(role)) {
            over(faults, site, "clients for its " + role, clients, site.count(role) * most);
        }
    }

    private static void over(Collection<TopologyFault> faults, Site site, String what, long count, long most) {
        if (count > most) {
            faults.add(new TopologyFault.OverScale(site.code(), what, count, most));
        }
    }

    private void companions(Site site, Collection<TopologyFault> faults) {
        if (site.type() == SiteType.SECONDARY && !site.has(RoleRule.MANAGEMENT_POINT)) {
            lacking(faults, site, RoleRule.MANAGEMENT_POINT, "a secondary site has exactly one");
        }
        if (site.has(RoleRule.DATA_WAREHOUSE) && !site.has(RoleRule.REPORTING)) {
            lacking(faults, site, RoleRule.REPORTING, "the data warehouse works with the one of its own site");
        }
        if (site.has(RoleRule.GATEWAY_CONNECTION)
                && !site.has(RoleRule.MANAGEMENT_POINT)
                && !site.has(RoleRule.UPDATE_POINT)) {
            lacking(faults, site, RoleRule.MANAGEMENT_POINT, "the gateway's connection point has nothing to lead to");
        }
        if (site.parent() != null && site.has(RoleRule.UPDATE_POINT) && !top.has(RoleRule.UPDATE_POINT)) {
            lacking(faults, top, RoleRule.UPDATE_POINT, "update points below synchronise with the one at the top");
        }
        if (site.parent() != null && site.type() == SiteType.PRIMARY && site.has(RoleRule.GATEWAY)) {
            faults.add(new TopologyFault.BelowTop(site.code(), RoleRule.GATEWAY));
        }
    }

    private static void lacking(Collection<TopologyFault> faults, Site site, String role, String reason) {
        faults.add(new TopologyFault.LackingRole(site.code(), role, reason));
    }

    private void atTop(Collection<TopologyFault> faults) {
        if (!top.has(RoleRule.CONNECTION_POINT)) {
            lacking(faults, top, RoleRule.CONNECTION_POINT, "something must have sent this report");
        }
        if (mode == Mode.OFFLINE && sites.stream().anyMatch(site -> site.has(RoleRule.GATEWAY))) {
            faults.add(new TopologyFault.AgainstMode("a cloud management gateway"));
        }
        if (mode == Mode.OFFLINE && branch == Branch.TECHNICAL_PREVIEW) {
            faults.add(new TopologyFault.AgainstMode("a technical preview"));
        }
    }

    private void branch(Collection<TopologyFault> faults) {
        if (branch == Branch.TECHNICAL_PREVIEW) {
            if (sites.size() > 1) {
                faults.add(new TopologyFault.AgainstBranch(
                        "a technical preview is one primary site, not " + sites.size()));
            }
            long clients = top.clients() == null ? 0 : top.clients();
            over(faults, top, "clients of a technical preview", clients, PREVIEW_CLIENTS);
        }
        if (branch == Branch.LTSB && top.version().build() != LTSB_BUILD) {
            faults.add(new TopologyFault.AgainstBranch("the long-term branch is release 1606, not " + top.version()));
        }
    }
}
