package io.tidings.hierarchy;

import java.util.Locale;

/** The ring of the package from which a release was installed: general availability, early update ring, or private preview (TAP). */
public enum BaseRing {
    GA,
    EARLY,
    TAP;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire: lower case. */
    public String wireName() {
        return wireName;
    }

    /** The ring of that wire name; throws IllegalArgumentException when there is none. */
    public static BaseRing of(String wireName) {
        for (BaseRing ring : values()) {
            if (ring.wireName().equals(wireName)) {
                return ring;
            }
        }
        throw new IllegalArgumentException("no ring is called '" + wireName + "'");
    }
}
