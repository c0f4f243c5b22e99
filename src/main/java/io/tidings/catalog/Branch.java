package io.tidings.catalog;

import java.util.Locale;

/** The branch a package is made for. Packages never cross from one to another (FACTS 6). */
public enum Branch {
    CURRENT,
    LTSB,
    TECHNICAL_PREVIEW;

    /** The name on the wire: lower case, with hyphens. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
