package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Distribution;
import io.tidings.catalog.Kind;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the offline tool downloads for a site version, by its switch (FACTS 3.3). */
public enum ToolSwitch {
    /** The newest update that applies, and no hotfix. */
    DEFAULT("default"),
    /** Updates and hotfixes of a version higher than the site's. */
    SITE_VERSION("-downloadsiteversion"),
    /** All hotfixes, whatever the site version. */
    HOTFIX("-downloadhotfix"),
    /** All updates and hotfixes, whatever the site version. */
    ALL("-downloadall");

    private final String text;

    ToolSwitch(String text) {
        this.text = text;
    }

    /** The switch as it is typed. */
    public String text() {
        return text;
    }

    public static Optional<ToolSwitch> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }

    /** Whether the site version plays a part at all. */
    public boolean asksForVersion() {
        return this == DEFAULT || this == SITE_VERSION;
    }

    /** Ids, newest first. */
    public List<String> select(Standing standing, Catalog catalog, LocalDate asOf) {
        return switch (this) {
            case DEFAULT ->
                Relevance.judge(standing, catalog, asOf, ToolSwitch::isFeature).offered().stream()
                        .limit(1)
                        .toList();
            case SITE_VERSION -> published(catalog, asOf, update -> isAbove(update, standing.version(), catalog));
            case HOTFIX -> published(catalog, asOf, update -> !isFeature(update));
            case ALL -> published(catalog, asOf, update -> true);
        };
    }

    private static List<String> published(Catalog catalog, LocalDate asOf, Predicate<Update> wanted) {
        return Relevance.newestFirst(catalog, asOf, Gates.NONE).stream()
                .filter(update -> update.distribution() == Distribution.IN_CONSOLE)
                .filter(update -> update.availabilityOn(asOf) instanceof Availability.Published)
                .filter(wanted)
                .map(Update::id)
                .toList();
    }

    private static boolean isFeature(Update update) {
        return update.kind() == Kind.FEATURE;
    }

    /** A hotfix of the site's own release has a higher revision than the release, so that release counts too. */
    private static boolean isAbove(Update update, Version site, Catalog catalog) {
        if (isFeature(update)) {
            return update.release() != null
                    && catalog.release(update.release()).orElseThrow().version().isNewerThan(site);
        }
        return update.conditions(Condition.OnReleases.class).stream()
                .flatMap(place -> place.releases().stream())
                .anyMatch(label ->
                        !site.isNewerThan(catalog.release(label).orElseThrow().version()));
    }
}
