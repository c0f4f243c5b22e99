package io.tidings.hierarchy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private static final long CLIENTS_OF_UPDATE_POINT_AMONG_OTHERS = 25_000;
    private static final long CLIENTS_OF_FALLBACK_STATUS_POINT = 100_000;
    private static final int PREVIEW_CLIENTS = 10;
    private static final int LTSB_BUILD = 8412;

    private final List<Site> sites;
    private final Map<String, Site> byCode;
    private final Site top;
    private final Branch branch;
    private final Mode mode;
    /** By the code of the site above: counted once, for a report may name ten thousand. */
    private final Map<String, Below> below = new HashMap<>();

    /** How many sites stand below one, and how many distribution points these have. */
    private record Below(long sites, long distributionPoints) {
        private static final Below NOTHING = new Below(0, 0);

        Below and(Below more) {
            return new Below(sites + more.sites, distributionPoints + more.distributionPoints);
        }
    }

    TopologyAdvice(List<Site> sites, Map<String, Site> byCode, Site top, Branch branch, Mode mode) {
        this.sites = sites;
        this.byCode = byCode;
        this.top = top;
        this.branch = branch;
        this.mode = mode;
    }

    void addTo(Collection<TopologyFault> faults) {
        for (Site site : sites) {
            if (site.parent() != null) {
                below.merge(site.parent(), new Below(1, distributionPoints(site)), Below::and);
            }
        }
        for (Site site : sites) {
            scale(site, faults);
            clients(site, faults);
            companions(site, faults);
        }
        updatePoints(faults);
        providers(faults);
        atTop(faults);
        branch(faults);
    }

    private void scale(Site site, Collection<TopologyFault> faults) {
        Below children = below.getOrDefault(site.code(), Below.NOTHING);
        long points = site.count(RoleRule.DISTRIBUTION_POINT);
        long pulling = site.count(RoleRule.PULL_DISTRIBUTION_POINT);
        if (site.type() == SiteType.CAS) {
            over(faults, site, "primary sites", children.sites(), PRIMARIES);
        }
        if (site.type() == SiteType.PRIMARY) {
            over(faults, site, "secondary sites", children.sites(), SECONDARIES);
            over(faults, site, "management points", site.count(RoleRule.MANAGEMENT_POINT), MANAGEMENT_POINTS);
            over(
                    faults,
                    site,
                    "distribution points with its secondaries",
                    points + pulling + children.distributionPoints(),
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
        String update = RoleRule.UPDATE_POINT;
        if (site.has(update) && clients > CLIENTS_OF_UPDATE_POINT_AMONG_OTHERS) {
            over(faults, site, "clients for its " + update, clients, clientsOfUpdatePoints(site));
        }
        long statusPoints = site.count(RoleRule.FALLBACK_STATUS_POINT);
        if (statusPoints > 0) {
            long most = statusPoints * CLIENTS_OF_FALLBACK_STATUS_POINT;
            over(faults, site, "clients for its " + RoleRule.FALLBACK_STATUS_POINT, clients, most);
        }
        long points = distributionPoints(site);
        if (points > 0) {
            over(faults, site, "clients for its distribution points", clients, points * CLIENTS_OF_DISTRIBUTION_POINT);
        }
    }

    /** One that has its server to itself serves more. */
    private static long clientsOfUpdatePoints(Site site) {
        Set<String> shared = new HashSet<>();
        for (Role role : site.roles()) {
            if (!role.name().equals(RoleRule.UPDATE_POINT) && !RoleRule.EVERYWHERE.contains(role.name())) {
                shared.add(role.server());
            }
        }
        long clients = 0;
        for (Role role : site.roles()) {
            if (role.name().equals(RoleRule.UPDATE_POINT)) {
                clients +=
                        shared.contains(role.server()) ? CLIENTS_OF_UPDATE_POINT_AMONG_OTHERS : CLIENTS_OF_UPDATE_POINT;
            }
        }
        return clients;
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
        if ((site.has(RoleRule.GATEWAY_CONNECTION) || site.has(RoleRule.GATEWAY_CONNECTION_IN_FULL))
                && !site.has(RoleRule.MANAGEMENT_POINT)
                && !site.has(RoleRule.UPDATE_POINT)) {
            lacking(faults, site, RoleRule.MANAGEMENT_POINT, "the gateway's connection point has nothing to lead to");
        }
        if (site.parent() != null && site.type() == SiteType.PRIMARY && site.has(RoleRule.GATEWAY)) {
            faults.add(new TopologyFault.BelowTop(site.code(), RoleRule.GATEWAY));
        }
    }

    /** Each synchronises with one of the site above; that site is named once, however many stand below it. */
    private void updatePoints(Collection<TopologyFault> faults) {
        Set<Site> without = new LinkedHashSet<>();
        for (Site site : sites) {
            Site parent = site.parent() == null ? null : byCode.get(site.parent());
            if (parent != null && site.has(RoleRule.UPDATE_POINT) && !parent.has(RoleRule.UPDATE_POINT)) {
                without.add(parent);
            }
        }
        without.forEach(site -> lacking(
                faults, site, RoleRule.UPDATE_POINT, "update points below synchronise with the one of the site above"));
    }

    /** That two of one site share a computer is impossible; of two sites, a name may only be the same by chance. */
    private void providers(Collection<TopologyFault> faults) {
        Map<String, String> siteOf = new HashMap<>();
        for (Site site : sites) {
            for (Role role : site.roles()) {
                if (role.name().equals(RoleRule.PROVIDER)) {
                    String other = siteOf.putIfAbsent(role.server(), site.code());
                    if (other != null && !other.equals(site.code())) {
                        faults.add(new TopologyFault.ProviderShared(other, site.code()));
                    }
                }
            }
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
            } else if (top.type() != SiteType.PRIMARY) {
                faults.add(new TopologyFault.AgainstBranch("a technical preview is a primary site, not a "
                        + top.type().wireName()));
            }
            long clients = top.clients() == null ? 0 : top.clients();
            over(faults, top, "clients of a technical preview", clients, PREVIEW_CLIENTS);
        }
        if (branch == Branch.LTSB && top.version().build() != LTSB_BUILD) {
            faults.add(new TopologyFault.AgainstBranch("the long-term branch is release 1606, not " + top.version()));
        }
    }
}
