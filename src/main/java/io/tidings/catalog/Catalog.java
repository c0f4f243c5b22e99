package io.tidings.catalog;

import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Everything there is to offer, as it stands at one moment: immutable, whole, and checked, so that no reference dangles
 * and nothing supersedes itself. {@code sources} gives each source key its document.
 */
public final class Catalog {

    private static final Comparator<Release> BY_VERSION = Comparator.comparing(Release::version);

    /** The catalog before the first import. */
    public static final Catalog EMPTY = of(List.of(), List.of(), List.of(), Collections.emptySortedMap());

    private final List<Release> releases;
    private final Map<String, Release> releasesByLabel = new HashMap<>();
    private final Map<Integer, Release> releasesByBuild = new HashMap<>();
    private final Map<String, Update> updates = new LinkedHashMap<>();
    private final Map<String, List<Update>> updatesByKb = new HashMap<>();
    private final Map<UUID, List<PackageFact>> packages = new LinkedHashMap<>();
    private final SortedMap<String, String> sources;
    private final Lineage lineage;

    private Catalog(
            Collection<Release> releases,
            Collection<Update> updates,
            Collection<PackageFact> packages,
            SortedMap<String, String> sources) {
        this.releases = releases.stream().sorted(BY_VERSION).toList();
        for (var release : this.releases) {
            releasesByLabel.put(release.label(), release);
            // a refreshed baseline has the build of its release; the release itself comes first
            releasesByBuild.putIfAbsent(release.version().build(), release);
        }
        for (var update : updates) {
            this.updates.put(update.id(), update);
            update.kbs().forEach(kb -> updatesByKb
                    .computeIfAbsent(kb, number -> new ArrayList<>())
                    .add(update));
        }
        packages.forEach(fact -> this.packages
                .computeIfAbsent(fact.guid(), guid -> new ArrayList<>())
                .add(fact));
        this.sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        this.lineage = new Lineage(this.updates);
    }

    /** The catalog of these; throws CatalogRefused, naming every fault, when they do not hold together. */
    public static Catalog of(
            Collection<Release> releases,
            Collection<Update> updates,
            Collection<PackageFact> packages,
            SortedMap<String, String> sources) {
        var faults = CatalogCheck.faults(releases, updates);
        if (!faults.isEmpty()) {
            throw new CatalogRefused(faults);
        }
        return new Catalog(releases, updates, packages, sources);
    }

    /** Oldest first. */
    public List<Release> releases() {
        return releases;
    }

    public Optional<Release> release(String label) {
        return Optional.ofNullable(releasesByLabel.get(label));
    }

    /** The release of that build, whatever the hotfix level: only the build decides (FACTS 5.3 rule 2). */
    public Optional<Release> releaseOf(Version version) {
        return Optional.ofNullable(releasesByBuild.get(version.build()))
                .filter(release -> release.version().sameBuild(version));
    }

    /** In the order in which they were given. */
    public Collection<Update> updates() {
        return Collections.unmodifiableCollection(updates.values());
    }

    public Optional<Update> update(String id) {
        return Optional.ofNullable(updates.get(id));
    }

    /** The updates that a console shows under that KB number: one number may stand for several packages. */
    public List<Update> updatesOfKb(String kb) {
        return Collections.unmodifiableList(updatesByKb.getOrDefault(kb, List.of()));
    }

    /** What the documents say of that package; nothing when they do not know it. */
    public List<PackageFact> packageFacts(UUID guid) {
        return Collections.unmodifiableList(packages.getOrDefault(guid, List.of()));
    }

    public Collection<PackageFact> packages() {
        return packages.values().stream().flatMap(List::stream).toList();
    }

    /** The document behind each source key. */
    public SortedMap<String, String> sources() {
        return sources;
    }

    /** Who supersedes and contains whom, through all generations. */
    public Lineage lineage() {
        return lineage;
    }

    /** The same catalog with one update put in, or put in place of the one of the same id. */
    public Catalog with(Update update) {
        var changed = new LinkedHashMap<>(updates);
        changed.put(update.id(), update);
        return of(releases, changed.values(), packages(), sources);
    }

    /** The same catalog in which those of the named updates whose day is not known came out on that day. */
    public Catalog assumePublished(Set<String> ids, LocalDate on) {
        var changed = updates.values().stream()
                .map(update ->
                        ids.contains(update.id()) && update.firstDay().isEmpty() ? published(update, on) : update)
                .toList();
        return new Catalog(releases, changed, packages(), sources);
    }

    private static Update published(Update update, LocalDate on) {
        var revisions = new ArrayList<>(update.revisions());
        revisions.add(Revision.of(on, Revision.Event.PUBLISHED));
        return update.withRevisions(revisions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Catalog that
                && releases.equals(that.releases)
                && List.copyOf(updates.values()).equals(List.copyOf(that.updates.values()))
                && packages.equals(that.packages)
                && sources.equals(that.sources);
    }

    @Override
    public int hashCode() {
        return 31 * releases.hashCode() + updates.hashCode();
    }
}
