package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Distribution;
import io.tidings.catalog.Effects;
import io.tidings.catalog.Kind;
import io.tidings.catalog.Release;
import io.tidings.catalog.Requirement;
import io.tidings.catalog.Revision;
import io.tidings.catalog.Supersedence;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Small catalogs for tests, all of one release. */
final class Catalogs {
    static final String LABEL = "9901";
    static final Version VERSION = Version.parse("5.00.9999.1000");
    static final LocalDate PUBLISHED = LocalDate.of(2020, 6, 1);

    private Catalogs() {}

    static Release release() {
        return new Release(
                LABEL,
                VERSION,
                LocalDate.of(2020, 1, 1),
                null,
                LocalDate.of(2040, 1, 1),
                false,
                false,
                Collections.emptySortedSet(),
                List.of());
    }

    /** A site of that release with these updates. */
    static Standing standing(String... installed) {
        return new Standing(
                Branch.CURRENT,
                VERSION,
                null,
                Collections.emptySortedSet(),
                Conditions.NONE,
                new Installed.Known(new TreeSet<>(Set.of(installed))));
    }

    static Catalog of(Update... updates) {
        return of(Arrays.asList(updates));
    }

    static Catalog of(List<Update> updates) {
        return Catalog.of(List.of(release()), updates, List.of(), Collections.emptySortedMap());
    }

    /** Each replaces the one before. */
    static Catalog chain(List<String> ids) {
        var updates = new ArrayList<Update>();
        for (int i = 0; i < ids.size(); i++) {
            updates.add(update(ids.get(i), i == 0 ? Set.of() : Set.of(ids.get(i - 1)), Set.of()));
        }
        return of(updates);
    }

    static Update update(String id, Condition... conditions) {
        return update(id, Set.of(), Set.of(), conditions);
    }

    static Update update(String id, Set<String> replaces, Set<String> includes, Condition... conditions) {
        return new Update(
                id,
                new TreeSet<>(Set.of("KB" + id)),
                "Update " + id,
                Kind.HOTFIX,
                null,
                Distribution.IN_CONSOLE,
                null,
                List.of(Revision.of(PUBLISHED, Revision.Event.PUBLISHED)),
                Arrays.stream(conditions)
                        .map(condition -> new Requirement(condition, List.of("DOC")))
                        .toList(),
                new Supersedence(new TreeSet<>(replaces), new TreeSet<>(includes), new TreeMap<>()),
                Effects.NONE,
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of("DOC-" + id));
    }
}
