package io.tidings.trust;

import java.util.Locale;

/** The four roles that a root names, and how much of a file of each anybody should read. */
public enum TopRole {
    ROOT(512 * 1024),
    TIMESTAMP(16 * 1024),
    SNAPSHOT(2 * 1024 * 1024),
    TARGETS(5 * 1024 * 1024);

    private final int longest;

    TopRole(int longest) {
        this.longest = longest;
    }

    /** The limit for a reader where no signed metadata announces the length: a stream without end stops here. */
    public int longest() {
        return longest;
    }

    /** The name of the role in metadata. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
