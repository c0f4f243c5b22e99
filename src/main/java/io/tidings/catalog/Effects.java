package io.tidings.catalog;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What installing an update does: the parts it touches (site, console, client, features, fixes), whether computers
 * restart, whether the site is reset (null: not stated; on some releases only: named), and the versions it leaves, by
 * component or release/component.
 */
public record Effects(
        SortedSet<String> impact,
        boolean restart,
        @Nullable Boolean siteReset,
        SortedSet<String> siteResetOnlyOn,
        SortedMap<String, String> versions) {

    public static final Effects NONE = new Effects(
            Collections.emptySortedSet(), false, null, Collections.emptySortedSet(), Collections.emptySortedMap());

    public Effects {
        impact = Values.sorted(impact);
        siteResetOnlyOn = Values.sorted(siteResetOnlyOn);
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }
}
