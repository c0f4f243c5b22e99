package io.tidings.catalog;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an update makes needless: those it replaces, and those whose content it carries, some of them on single releases
 * only. The direct statements; what follows from them in turn is found by Lineage.
 */
public record Supersedence(
        SortedSet<String> replaces,
        SortedSet<String> includes,
        SortedMap<String, SortedSet<String>> includesByRelease) {

    public static final Supersedence NONE =
            new Supersedence(Collections.emptySortedSet(), Collections.emptySortedSet(), Collections.emptySortedMap());

    public Supersedence {
        replaces = Values.sorted(replaces);
        includes = Values.sorted(includes);
        var byRelease = new TreeMap<String, SortedSet<String>>();
        includesByRelease.forEach((release, updates) -> byRelease.put(release, Values.sorted(updates)));
        includesByRelease = Collections.unmodifiableSortedMap(byRelease);
    }

    /** What it carries on that release. */
    public SortedSet<String> includesOn(String release) {
        var onlyThere = includesByRelease.get(release);
        if (onlyThere == null) {
            return includes;
        }
        var both = new TreeSet<>(includes);
        both.addAll(onlyThere);
        return Collections.unmodifiableSortedSet(both);
    }

    /** Every update named here, whatever the relation. */
    public SortedSet<String> mentioned() {
        var all = new TreeSet<>(replaces);
        all.addAll(includes);
        includesByRelease.values().forEach(all::addAll);
        return Collections.unmodifiableSortedSet(all);
    }
}
