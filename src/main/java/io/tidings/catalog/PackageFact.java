package io.tidings.catalog;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the documents say of one package GUID: which release it belongs to and what it is there. */
public record PackageFact(UUID guid, @Nullable String release, Role role, String source) {

    /** What a package is; UNSTATED where the documents only list it. */
    public enum Role {
        EARLY,
        /** Of the early ring, and the general build all the same. */
        EARLY_AS_GENERAL,
        GA,
        TAP_ROLLUP,
        UPDATE,
        UNSTATED;

        /** The name on the wire: lower case, with hyphens. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
