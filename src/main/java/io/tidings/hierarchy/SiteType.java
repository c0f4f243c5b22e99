package io.tidings.hierarchy;

import java.util.Locale;

/** The kinds of sites. At the top stands a central administration site, or one primary alone. */
public enum SiteType {
    CAS,
    PRIMARY,
    SECONDARY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }

    public static SiteType of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
