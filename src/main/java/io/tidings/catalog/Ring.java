package io.tidings.catalog;

import java.util.Locale;

/** The ring a release was, or is, handed out in: general availability, the early update ring, the private preview. */
public enum Ring {
    GA,
    EARLY,
    TAP;

    /** The name on the wire: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
