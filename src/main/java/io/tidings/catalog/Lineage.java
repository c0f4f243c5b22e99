package io.tidings.catalog;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Supersedence through all generations. Replacing holds everywhere; carrying may hold on single releases only, so every
 * question names the release of the site.
 */
public final class Lineage {

    /** What a newer update makes of an older one. CONTAINED wins over SUPERSEDED where both hold. */
    public enum Tie {
        CONTAINED,
        SUPERSEDED
    }

    private record Place(String id, String release) {}

    /** The same few questions are asked for every standing; the answers never change. */
    private final Map<Place, Map<String, Tie>> known = new ConcurrentHashMap<>();

    private final Map<String, SortedSet<String>> replacedBy = new HashMap<>();
    private final Map<String, SortedSet<String>> carriedBy = new HashMap<>();
    private final Map<String, Map<String, SortedSet<String>>> carriedOnlyOn = new HashMap<>();

    Lineage(Map<String, Update> updates) {
        for (var update : updates.values()) {
            var supersedence = update.supersedence();
            supersedence.replaces().forEach(older -> add(replacedBy, older, update.id()));
            var places = update.conditions(Condition.OnReleases.class);
            if (places.isEmpty()) {
                supersedence.includes().forEach(older -> add(carriedBy, older, update.id()));
            }
            // a rollup of one release says nothing of the same fix on another release
            places.forEach(
                    place -> place.releases().forEach(release -> carry(release, supersedence.includes(), update.id())));
            supersedence.includesByRelease().forEach((release, olders) -> carry(release, olders, update.id()));
        }
    }

    private void carry(String release, Set<String> olders, String newer) {
        var there = carriedOnlyOn.computeIfAbsent(release, label -> new HashMap<>());
        olders.forEach(older -> add(there, older, newer));
    }

    private static void add(Map<String, SortedSet<String>> edges, String older, String newer) {
        edges.computeIfAbsent(older, id -> new TreeSet<>()).add(newer);
    }

    /**
     * Every update that makes this one needless on that release, nearest first. CONTAINED: its content is in there, over
     * any number of carriers. SUPERSEDED: somewhere on the way one is replaced.
     */
    public Map<String, Tie> newerThan(String id, String release) {
        return known.computeIfAbsent(new Place(id, release), place -> findNewer(id, release));
    }

    private Map<String, Tie> findNewer(String id, String release) {
        var found = new LinkedHashMap<String, Tie>();
        var onlyThere = carriedOnlyOn.getOrDefault(release, Map.of());
        for (var carrier : reach(id, onlyThere, false)) {
            found.put(carrier, Tie.CONTAINED);
        }
        for (var successor : reach(id, onlyThere, true)) {
            found.putIfAbsent(successor, Tie.SUPERSEDED);
        }
        return Collections.unmodifiableMap(found);
    }

    private Set<String> reach(String id, Map<String, SortedSet<String>> onlyThere, boolean replacing) {
        var seen = new LinkedHashSet<String>();
        var ahead = new ArrayDeque<String>();
        ahead.add(id);
        while (!ahead.isEmpty()) {
            var at = ahead.remove();
            var next = new HashSet<>(carriedBy.getOrDefault(at, Collections.emptySortedSet()));
            next.addAll(onlyThere.getOrDefault(at, Collections.emptySortedSet()));
            if (replacing) {
                next.addAll(replacedBy.getOrDefault(at, Collections.emptySortedSet()));
            }
            new TreeSet<>(next).stream().filter(seen::add).forEach(ahead::add);
        }
        seen.remove(id);
        return seen;
    }
}
