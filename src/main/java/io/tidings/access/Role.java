package io.tidings.access;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What a caller may be. A publisher is a viewer too, and an admin is both; a connection point is none of them. */
enum Role {
    CONNECTION_POINT,
    VIEWER,
    PUBLISHER,
    ADMIN;

    static final String CONNECTION_POINT_NAME = "connection-point";

    /** The word of the contract, as resources name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The operator roles that these words grant, each with the lesser ones it contains. What is no operator role grants nothing. */
    static Set<String> operator(Iterable<String> words) {
        Set<String> granted = new LinkedHashSet<>();
        for (String word : words) {
            switch (word.strip()) {
                case "admin" -> granted.addAll(Set.of("viewer", "publisher", "admin"));
                case "publisher" -> granted.addAll(Set.of("viewer", "publisher"));
                case "viewer" -> granted.add("viewer");
                default -> {
                    // a word of the issuer's that means nothing here
                }
            }
        }
        return Set.copyOf(granted);
    }
}
