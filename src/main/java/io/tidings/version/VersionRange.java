package io.tidings.version;

/** All versions from the least to the greatest, both included; a range is never empty and never upside down. */
public record VersionRange(Version least, Version greatest) {

    private static final Version FIRST = new Version(0, 0, 0, 0);
    private static final Version LAST =
            new Version(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    public VersionRange {
        if (least.isNewerThan(greatest)) {
            throw new IllegalArgumentException("Range upside down: " + least + " is newer than " + greatest);
        }
    }

    public static VersionRange of(Version least, Version greatest) {
        return new VersionRange(least, greatest);
    }

    public static VersionRange atLeast(Version least) {
        return new VersionRange(least, LAST);
    }

    public static VersionRange atMost(Version greatest) {
        return new VersionRange(FIRST, greatest);
    }

    /** Every hotfix level of one release. */
    public static VersionRange ofBuild(Version version) {
        return new VersionRange(
                new Version(version.major(), version.minor(), version.build(), 0),
                new Version(version.major(), version.minor(), version.build(), Integer.MAX_VALUE));
    }

    public boolean contains(Version version) {
        return !least.isNewerThan(version) && !version.isNewerThan(greatest);
    }

    public boolean overlaps(VersionRange other) {
        return !least.isNewerThan(other.greatest) && !other.least.isNewerThan(greatest);
    }

    @Override
    public String toString() {
        if (greatest.equals(LAST)) {
            return least + " or later";
        }
        return least.equals(FIRST) ? greatest + " or earlier" : least + " to " + greatest;
    }
}
