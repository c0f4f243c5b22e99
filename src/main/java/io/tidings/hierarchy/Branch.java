package io.tidings.hierarchy;

import java.util.Locale;

/** The branch a hierarchy was installed on. Packages never cross from one to another. */
public enum Branch {
    CURRENT,
    LTSB,
    TECHNICAL_PREVIEW;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name on the wire: lower case, with hyphens. */
    public String wireName() {
        return wireName;
    }

    /** The branch of that wire name; throws IllegalArgumentException when there is none. */
    public static Branch of(String wireName) {
        for (Branch branch : values()) {
            if (branch.wireName().equals(wireName)) {
                return branch;
            }
        }
        throw new IllegalArgumentException("no branch is called '" + wireName + "'");
    }
}
