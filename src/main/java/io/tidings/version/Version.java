package io.tidings.version;

import java.util.Comparator;

/**
 * A four-part version such as 5.00.9128.1000, ordered part by part. The second part prints with two digits, as sites
 * print it. The build (third part) names the release; the revision (fourth part) the hotfix level on top of it.
 */
public record Version(int major, int minor, int build, int revision) implements Comparable<Version> {

    private static final int PARTS = 4;
    private static final int MAX_DIGITS = 9;
    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::build)
            .thenComparingInt(Version::revision);
    private static final int LONGEST_QUOTED = 40;

    public Version {
        if (major < 0 || minor < 0 || build < 0 || revision < 0) {
            throw new IllegalArgumentException("A version has no negative part");
        }
    }

    /** Reads 5.00.9128.1000; anything that is not four numbers joined by dots is an IllegalArgumentException. */
    public static Version parse(String text) {
        int[] parts = new int[PARTS];
        int part = 0;
        int digits = 0;
        // by hand, because a report has one for each of its sites and a pattern takes ten times as long
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && part < PARTS - 1) {
                part++;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS) {
                parts[part] = parts[part] * 10 + c - '0';
                digits++;
            } else {
                throw malformed(text);
            }
        }
        if (part < PARTS - 1 || digits == 0) {
            throw malformed(text);
        }
        return new Version(parts[0], parts[1], parts[2], parts[3]);
    }

    private static IllegalArgumentException malformed(String text) {
        var quoted = text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "…";
        return new IllegalArgumentException("Not a version like 5.00.9128.1000: '" + quoted + "'");
    }

    public boolean isNewerThan(Version other) {
        return compareTo(other) > 0;
    }

    /** Whether both are the same release, whatever hotfixes are on top: only the build decides (FACTS 4.3). */
    public boolean sameBuild(Version other) {
        return major == other.major && minor == other.minor && build == other.build;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        // a report writes one for each of its sites: a format string would be read anew each time
        return major + (minor < 10 ? ".0" : ".") + minor + "." + build + "." + revision;
    }
}
