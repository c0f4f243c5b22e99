package io.tidings.hierarchy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sites of one hierarchy, held against the rules of placement: who stands below whom, which role may stand where and
 * how often, and which sizes are known to work. Pure.
 */
public final class Topology {
    private final List<Site> sites;
    private final Branch branch;
    private final Mode mode;
    private final Map<String, Site> byCode = new HashMap<>();
    private final List<TopologyFault> faults = new ArrayList<>();

    public Topology(List<Site> sites, Branch branch, Mode mode) {
        this.sites = List.copyOf(sites);
        this.branch = branch;
        this.mode = mode;
        check();
    }

    /** Every rule that is broken, the impossible and the unwise. */
    public List<TopologyFault> faults() {
        return List.copyOf(faults);
    }

    /** The site at the top; when there is none or more than one, any site. */
    public Site top() {
        Site first = sites.getFirst();
        for (Site site : sites) {
            if (site.parent() == null && (site.type() == SiteType.CAS || first.type() != SiteType.CAS)) {
                return site;
            }
        }
        return first;
    }

    private void check() {
        for (Site site : sites) {
            if (byCode.putIfAbsent(site.code(), site) != null) {
                faults.add(new TopologyFault.DuplicateCode(site.code()));
            }
        }
        topTier();
        sites.forEach(this::parent);
        sites.forEach(this::roles);
        oncePerHierarchy();
        new TopologyAdvice(sites, byCode, top(), branch, mode).addTo(faults);
    }

    private void topTier() {
        List<String> tops = sites.stream()
                .filter(site ->
                        site.type() == SiteType.CAS || (site.type() == SiteType.PRIMARY && site.parent() == null))
                .map(Site::code)
                .toList();
        if (tops.isEmpty()) {
            faults.add(new TopologyFault.NoTopTier());
        } else if (tops.size() > 1) {
            faults.add(new TopologyFault.ManyTopTiers(tops));
        }
    }

    private void parent(Site site) {
        if (site.parent() == null) {
            if (site.type() == SiteType.SECONDARY) {
                faults.add(new TopologyFault.MissingParent(site.code()));
            }
            return;
        }
        Site parent = byCode.get(site.parent());
        if (parent == null) {
            faults.add(new TopologyFault.UnknownParent(site.code(), site.parent()));
        } else if (!mayStandBelow(site.type(), parent.type())) {
            faults.add(new TopologyFault.WrongParent(site.code(), site.type(), parent.type()));
        } else if (site.version().isNewerThan(parent.version())
                && !site.version().sameBuild(parent.version())) {
            faults.add(new TopologyFault.NewerThanParent(site.code(), site.version(), parent.version()));
        } else if (!site.version().sameBuild(parent.version())) {
            faults.add(new TopologyFault.OlderThanParent(site.code(), site.version(), parent.version()));
        }
    }

    private static boolean mayStandBelow(SiteType child, SiteType parent) {
        return switch (child) {
            case CAS -> false;
            case PRIMARY -> parent == SiteType.CAS;
            case SECONDARY -> parent == SiteType.PRIMARY;
        };
    }

    private void roles(Site site) {
        Set<String> checked = new HashSet<>();
        Set<String> providers = new HashSet<>();
        for (Role role : site.roles()) {
            if (checked.add(role.name())) {
                RoleRule.of(role.name())
                        .ifPresentOrElse(
                                rule -> role(site, role.name(), rule),
                                () -> faults.add(new TopologyFault.UnknownRole(site.code(), role.name())));
            }
            if (role.name().equals(RoleRule.PROVIDER) && !providers.add(role.server())) {
                faults.add(new TopologyFault.ProviderTwice(site.code(), role.server()));
            }
        }
    }

    private void role(Site site, String role, RoleRule rule) {
        if (!rule.allowed().contains(site.type())) {
            faults.add(new TopologyFault.RoleOutOfPlace(site.code(), role, site.type()));
        } else if (rule.onlyAtTop() && site.parent() != null) {
            faults.add(new TopologyFault.RoleBelowTop(site.code(), role));
        }
        boolean onlyOne = rule.count() == RoleRule.Count.ONE_PER_SITE
                || (rule.count() == RoleRule.Count.ONE_PER_SECONDARY && site.type() == SiteType.SECONDARY);
        if (onlyOne && site.count(role) > 1) {
            faults.add(new TopologyFault.TooManyOfRole(site.code(), role, site.count(role), 1));
        }
        if (rule.retiredIn() > 0 && site.version().build() >= rule.retiredIn()) {
            faults.add(new TopologyFault.RetiredRole(site.code(), role, rule.retiredWith()));
        }
    }

    private void oncePerHierarchy() {
        for (List<String> names : RoleRule.oncePerHierarchy()) {
            long count = 0;
            for (Site site : sites) {
                for (String name : names) {
                    count += site.count(name);
                }
            }
            if (count > 1) {
                faults.add(new TopologyFault.TooManyOfRole("the hierarchy", names.getFirst(), count, 1));
            }
        }
    }
}
