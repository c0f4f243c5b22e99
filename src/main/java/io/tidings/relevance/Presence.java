package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Lineage.Tie;
import java.util.Map;
import java.util.Optional;

/** What is there on a site: by itself, in a rollup, or in the release. */
final class Presence {

    private Presence() {}

    static boolean holds(Facts facts, Catalog catalog, String id) {
        var installed = facts.installed();
        return (installed != null && installed.contains(id))
                || inRelease(facts, id)
                || newer(facts, catalog, id, Tie.CONTAINED).isPresent();
    }

    static boolean inRelease(Facts facts, String id) {
        var release = facts.release();
        return release != null && release.includes().contains(id);
    }

    /** The nearest installed update that has this tie to the given one. */
    static Optional<String> newer(Facts facts, Catalog catalog, String id, Tie tie) {
        var installed = facts.installed();
        var release = facts.release();
        if (installed == null || release == null || installed.isEmpty()) {
            return Optional.empty();
        }
        return catalog.lineage().newerThan(id, release.label()).entrySet().stream()
                .filter(entry -> entry.getValue() == tie && installed.contains(entry.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
