package io.tidings.hierarchy;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a hierarchy says is installed. At level 1 it does not say, which is not the same as nothing: a verdict that
 * depends on it must answer that it cannot know.
 */
public sealed interface Installed {

    /**
     * The installed updates, by the ids that the hierarchy reported. {@code firstReleases} is the part of them that was
     * taken before the update was published anew under the same id.
     */
    record Known(SortedSet<String> updates, SortedSet<String> firstReleases) implements Installed {
        public Known {
            updates = Standing.inOneOrder(updates);
            firstReleases = Standing.inOneOrder(firstReleases);
            if (!updates.containsAll(firstReleases)) {
                throw new IllegalArgumentException("a first release that is not installed: " + firstReleases);
            }
        }

        /** A site that took an update both before and after shows both, and has the later one. */
        public static Known of(SortedSet<String> updates, Set<String> firstReleases, Set<String> laterReleases) {
            var only = new TreeSet<>(firstReleases);
            only.removeAll(laterReleases);
            return new Known(updates, only);
        }

        public Known(SortedSet<String> updates) {
            this(updates, Collections.emptySortedSet());
        }
    }

    /** The level of the report does not carry the installed updates. */
    record Unknown() implements Installed {}
}
