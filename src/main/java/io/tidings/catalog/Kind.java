package io.tidings.catalog;

import java.util.Locale;

/** What an update is (FACTS 5.1). */
public enum Kind {
    FEATURE,
    ROLLUP,
    HOTFIX,
    EARLY_RING,
    CLIENT,
    CONSOLE,
    SECURITY,
    COMPONENT,
    /** An article without a package: there is nothing to hand over. */
    ARTICLE;

    /** The name on the wire: lower case, with hyphens. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
