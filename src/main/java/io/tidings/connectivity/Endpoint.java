package io.tidings.connectivity;

import org.jspecify.annotations.Nullable;

/**
 * A place on the internet that a function needs; {@code *} in the host stands for anything. By https and at its port, unless
 * another scheme or port is named. From the year {@code since} on, and up to {@code until}, where the documents say so.
 */
public record Endpoint(
        String function,
        boolean critical,
        boolean cloudService,
        String host,
        @Nullable String scheme,
        @Nullable Integer port,
        @Nullable String path,
        @Nullable Integer since,
        @Nullable Integer until,
        @Nullable String replacedBy) {

    /** Whether it was needed in that year. */
    public boolean isNeededIn(int year) {
        return (since == null || since <= year) && (until == null || until >= year);
    }

    /** Whether that host is this endpoint. */
    public boolean covers(String name) {
        int star = host.indexOf('*');
        return star < 0
                ? host.equalsIgnoreCase(name)
                : name.length() >= host.length() - 1
                        && name.regionMatches(true, 0, host, 0, star)
                        && name.regionMatches(
                                true,
                                name.length() - (host.length() - star - 1),
                                host,
                                star + 1,
                                host.length() - star - 1);
    }
}
