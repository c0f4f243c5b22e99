package io.tidings.hierarchy;

import io.tidings.tenant.Tenant;
import io.tidings.version.Version;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a hierarchy that decide what is relevant to it, and whose it is, which decides by what catalog. Equal facts have equal canonical bytes, and so one id,
 * in whatever order they were reported: what is judged once for a standing holds for every hierarchy that shares it.
 * {@code version} is that of the top-tier site, reduced to its build.
 */
public record Standing(
        String tenant,
        Branch branch,
        Version version,
        @Nullable BasePackage basePackage,
        SortedSet<String> earlyRingOptIn,
        Conditions conditions,
        Installed installed) {

    /** What the revision of a release is before any update: the form in which only the build decides (FACTS 5.3, rule 2). */
    private static final int RELEASE_REVISION = 1000;

    public Standing {
        version = new Version(version.major(), version.minor(), version.build(), RELEASE_REVISION);
        earlyRingOptIn = inOneOrder(earlyRingOptIn);
    }

    /** The standing of a hierarchy that belongs to nobody else than the owner of the installation. */
    public Standing(
            Branch branch,
            Version version,
            @Nullable BasePackage basePackage,
            SortedSet<String> earlyRingOptIn,
            Conditions conditions,
            Installed installed) {
        this(Tenant.DEFAULT, branch, version, basePackage, earlyRingOptIn, conditions, installed);
    }

    /** The same facts in a hierarchy of that tenant. */
    public Standing ownedBy(String owner) {
        return owner.equals(tenant)
                ? this
                : new Standing(owner, branch, version, basePackage, earlyRingOptIn, conditions, installed);
    }

    /** The canonical form: UTF-8 lines, each a word and its value, in one fixed order. */
    public byte[] canonical() {
        return CanonicalStanding.write(this);
    }

    public StandingId id() {
        return StandingId.ofCanonical(canonical());
    }

    /** The standing whose canonical form this is; throws IllegalArgumentException when it is no such form. */
    public static Standing ofCanonical(byte[] canonical) {
        return CanonicalStanding.read(canonical);
    }

    /** A copy in natural order: a sorted set may carry a comparator of its own, and two orders would be two standings. */
    static SortedSet<String> inOneOrder(SortedSet<String> values) {
        SortedSet<String> copy = new TreeSet<>();
        copy.addAll(values);
        return Collections.unmodifiableSortedSet(copy);
    }
}
