package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Distribution;
import io.tidings.catalog.Kind;
import io.tidings.catalog.Release;
import io.tidings.catalog.Ring;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /** Ids, newest first. A release that is in the early ring is for those who opted in, here as everywhere. */
    public List<String> select(Standing standing, Catalog catalog, LocalDate asOf) {
        return switch (this) {
            case DEFAULT -> newest(standing, catalog, asOf).stream().toList();
            case SITE_VERSION -> published(standing, catalog, asOf, update -> isAbove(update, standing, catalog));
            case HOTFIX -> published(standing, catalog, asOf, update -> !isFeature(update));
            case ALL -> published(standing, catalog, asOf, update -> true);
        };
    }

    /** By the release that it brings: an older one may have been published anew since. */
    private static Optional<String> newest(Standing standing, Catalog catalog, LocalDate asOf) {
        return Relevance.judge(standing, catalog, asOf, ToolSwitch::isFeature).offered().stream()
                .max(Comparator.comparing(id ->
                        broughtBy(catalog.update(id).orElseThrow(), catalog).version()));
    }

    private static List<String> published(
            Standing standing, Catalog catalog, LocalDate asOf, Predicate<Update> wanted) {
        var releases = new ReleaseJudge(Facts.of(standing, catalog), catalog, asOf);
        return Relevance.newestFirst(catalog, asOf, Gates.NONE).stream()
                .filter(update -> update.distribution() == Distribution.IN_CONSOLE)
                .filter(update -> update.availabilityOn(asOf) instanceof Availability.Published)
                .filter(update -> releases.heldByRing(update).isEmpty())
                .filter(wanted)
                .map(Update::id)
                .toList();
    }

    private static boolean isFeature(Update update) {
        return update.kind() == Kind.FEATURE;
    }

    private static Release broughtBy(Update feature, Catalog catalog) {
        return catalog.release(Objects.requireNonNull(feature.release())).orElseThrow();
    }

    /**
     * A hotfix of the site's own release has a higher revision than the release, so that release counts too. So has the
     * general package of it, which is for bases that came before.
     */
    private static boolean isAbove(Update update, Standing standing, Catalog catalog) {
        var site = standing.version();
        var places = update.conditions(Condition.OnReleases.class).stream()
                .flatMap(place -> place.releases().stream())
                .collect(Collectors.toSet());
        if (!isFeature(update)) {
            return places.stream()
                    .anyMatch(label -> !site.isNewerThan(
                            catalog.release(label).orElseThrow().version()));
        }
        var brought = broughtBy(update, catalog);
        return places.contains(brought.label())
                ? brought.version().sameBuild(site) && isForBaseOf(standing, update)
                : brought.version().isNewerThan(site);
    }

    private static boolean isForBaseOf(Standing standing, Update update) {
        var base = standing.basePackage();
        return base != null
                && update.conditions(Condition.BaseRings.class).stream().allMatch(rings -> rings.rings()
                        .contains(Ring.valueOf(base.ring().name())));
    }
}
