package io.tidings.catalog;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Supersedence of the interchange format, which tells it from both ends (replaces and superseded_by, includes and
 * included_in) and once more as edges: all of it is taken, told twice or not.
 */
final class ImportedEdges {
    private final Map<String, SortedSet<String>> replaces = new HashMap<>();
    private final Map<String, SortedSet<String>> includes = new HashMap<>();
    private final Map<String, SortedMap<String, SortedSet<String>>> includesByRelease = new HashMap<>();

    ImportedEdges(Entry root) {
        for (var row : root.rows("updates")) {
            var id = row.textOrNull("id");
            if (id != null) {
                read(row, id);
            }
        }
        for (var edge : root.rows("supersedence_edges")) {
            read(edge);
        }
        for (var row : root.rows("updates")) {
            var id = row.textOrNull("id");
            if (id != null) {
                row.texts("included_in").forEach(carrier -> carriedUnlessKnown(carrier, id));
            }
        }
    }

    private void read(Entry row, String id) {
        row.texts("replaces").forEach(older -> add(replaces, id, older));
        row.texts("superseded_by").forEach(newer -> add(replaces, newer, id));
        row.texts("includes").forEach(older -> add(includes, id, older));
        var byRelease = row.row("includes_by_version");
        for (var release : byRelease.fields()) {
            byRelease.texts(release).forEach(older -> addOn(id, release, older));
        }
    }

    private void read(Entry edge) {
        var newer = edge.text("newer");
        var older = edge.text("older");
        switch (edge.text("type")) {
            case "replaces" -> add(replaces, newer, older);
            case "includes" -> {
                if (!carries(newer, older)) {
                    var places = edge.texts("versions");
                    places.forEach(release -> addOn(newer, release, older));
                    if (places.isEmpty()) {
                        add(includes, newer, older);
                    }
                }
            }
            default -> edge.fault("type", "not-a-choice", "an edge replaces or includes");
        }
    }

    private void carriedUnlessKnown(String newer, String older) {
        if (!carries(newer, older)) {
            add(includes, newer, older);
        }
    }

    private boolean carries(String newer, String older) {
        return includes.getOrDefault(newer, Collections.emptySortedSet()).contains(older)
                || includesByRelease.getOrDefault(newer, Collections.emptySortedMap()).values().stream()
                        .anyMatch(olders -> olders.contains(older));
    }

    private static void add(Map<String, SortedSet<String>> edges, String newer, String older) {
        edges.computeIfAbsent(newer, id -> new TreeSet<>()).add(older);
    }

    private void addOn(String newer, String release, String older) {
        includesByRelease
                .computeIfAbsent(newer, id -> new TreeMap<>())
                .computeIfAbsent(release, label -> new TreeSet<>())
                .add(older);
    }

    Supersedence of(String id) {
        return new Supersedence(
                replaces.getOrDefault(id, Collections.emptySortedSet()),
                includes.getOrDefault(id, Collections.emptySortedSet()),
                includesByRelease.getOrDefault(id, Collections.emptySortedMap()));
    }
}
