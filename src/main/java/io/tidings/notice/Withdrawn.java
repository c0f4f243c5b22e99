package io.tidings.notice;

import io.tidings.catalog.Availability;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.LiveCatalogs;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.notice.Notice.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What each tenant took back and has nothing in its place. What was replaced is not among it: its successor is offered. */
record Withdrawn(Map<String, Set<String>> updates) {

    static Withdrawn in(LiveCatalogs live) {
        return new Withdrawn(
                live.all().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> in(each.getValue()))));
    }

    private static Set<String> in(LiveCatalog live) {
        return live.catalog().updates().stream()
                .filter(update -> update.availabilityOn(live.asOf()) instanceof Availability.Withdrawn withdrawn
                        && withdrawn.by() == null)
                .map(Update::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<String> installedIn(Standing standing) {
        return standing.installed() instanceof Installed.Known known
                ? known.updates().stream()
                        .filter(updates.getOrDefault(standing.tenant(), Set.of())::contains)
                        .toList()
                : List.of();
    }

    static Notice notice(String hierarchyId, String update) {
        return new Notice(
                hierarchyId,
                Kind.WITHDRAWN_UPDATE_INSTALLED,
                update,
                "The update " + update + " is installed here, and was withdrawn.");
    }
}
