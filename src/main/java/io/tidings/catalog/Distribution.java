package io.tidings.catalog;

import java.util.Locale;

/** How an update reaches a site (FACTS 5.2). Only what is in the console is ever offered. */
public enum Distribution {
    IN_CONSOLE,
    REGISTRATION_TOOL,
    MANUAL_DOWNLOAD,
    NONE,
    /** The documents do not say; what they do not call in-console is not offered. */
    NOT_STATED;

    /** The name on the wire: lower case, with hyphens. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
