package io.tidings.catalog;

import io.tidings.version.VersionRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;

/**
 * One thing that must hold for an update to apply (FACTS 5.3). All conditions of an update must hold; what an empty set
 * means stands beside it. A condition only states; judging it is relevance's.
 */
public sealed interface Condition {

    /** The site runs one of these releases: the from-list, or the releases a hotfix is made for. */
    record OnReleases(SortedSet<String> releases) implements Condition {
        public OnReleases {
            releases = Values.sorted(releases);
        }
    }

    /** The site runs this release or a later one, but one older than the release the update brings. */
    record SinceRelease(String least) implements Condition {}

    /** The build of the site is within the range. */
    record BuildWithin(VersionRange range) implements Condition {}

    /** The site is of one of these branches. */
    record OnBranches(Set<Branch> branches) implements Condition {
        public OnBranches {
            branches = Values.members(Branch.class, branches);
        }
    }

    /**
     * The package the release was installed from is one of these. A base without a GUID (media) passes. A list that
     * other documents contradict is not verified, and then keeps nothing back.
     */
    record BasePackages(SortedSet<UUID> guids, boolean verified) implements Condition {
        public BasePackages {
            guids = Values.sorted(guids);
        }
    }

    /** The release was installed from a package of one of these rings. */
    record BaseRings(Set<Ring> rings) implements Condition {
        public BaseRings {
            rings = Values.members(Ring.class, rings);
        }
    }

    /** The base package was downloaded before this day; a base without a day of download passes. */
    record DownloadedBefore(LocalDate day) implements Condition {}

    /**
     * All of these are installed, each entry being a choice of ids of which one is enough. Binds only on the named
     * releases (empty: on all) and only on bases of the named rings (empty: on all); a base of a satisfying ring has what
     * is asked for.
     */
    record Prerequisites(
            List<SortedSet<String>> allOf, SortedSet<String> onReleases, Set<Ring> onRings, Set<Ring> satisfiedBy)
            implements Condition {
        public Prerequisites {
            allOf = allOf.stream().map(Values::sorted).toList();
            onReleases = Values.sorted(onReleases);
            onRings = Values.members(Ring.class, onRings);
            satisfiedBy = Values.members(Ring.class, satisfiedBy);
        }
    }

    /** The site did not install this update: the revised rollup is not for sites that took the original. */
    record NotInstalled(String update) implements Condition {}

    /** Tenant attach is completed. */
    record TenantAttached() implements Condition {}

    /** A cloud management gateway on a virtual machine scale set exists. */
    record GatewayOnScaleSet() implements Condition {}

    /** A TAP site has the private TAP rollup; other sites pass. */
    record TapRollup() implements Condition {}

    /** The base carries this label. No report carries labels, so it is never met. */
    record BaseLabel(String label) implements Condition {}

    /** Said by the documents, but no filter: it is shown and keeps nothing back. */
    record Advisory(String text) implements Condition {}

    /** One expression in the Common Expression Language over the facts of the standing. */
    record Expression(Formula formula) implements Condition {}
}
