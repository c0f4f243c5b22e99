package io.tidings.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts a document's releases, packages, sources and updates in place of those of the same name, and keeps all others. What was
 * decided here of an update is no matter of documents and stays: steps of its publication, its rollout, its content.
 */
final class CatalogMerge {

    private CatalogMerge() {}

    /** Throws CatalogRefused, naming every fault, when the outcome does not hold together. */
    static Catalog of(Catalog before, Catalog incoming) {
        Map<String, String> sources = new TreeMap<>(before.sources());
        sources.putAll(incoming.sources());
        Set<PackageFact> packages = new LinkedHashSet<>(before.packages());
        packages.addAll(incoming.packages());
        return Catalog.of(
                merged(before.releases().stream(), incoming.releases().stream(), CatalogMerge::key)
                        .values(),
                updates(before, incoming),
                packages,
                new TreeMap<>(sources));
    }

    private static Collection<Update> updates(Catalog before, Catalog incoming) {
        var told = incoming.updates().stream().map(update -> before.update(update.id())
                .map(old -> withDecisionsOf(old, update))
                .orElse(update));
        return merged(before.updates().stream(), told, Update::id).values();
    }

    private static Update withDecisionsOf(Update before, Update told) {
        List<Revision> revisions = new ArrayList<>(told.revisions());
        before.revisions().stream().filter(Revision::decided).forEach(revisions::add);
        SortedSet<String> contents = new TreeSet<>(before.contents());
        contents.addAll(told.contents());
        return told.withRevisions(revisions)
                .withRollout(told.rollout() == null ? before.rollout() : told.rollout())
                .withContents(contents);
    }

    // a refreshed baseline has the label of its release and a build of its own
    private static String key(Release release) {
        return release.label() + ' ' + release.version();
    }

    private static <T> Map<String, T> merged(Stream<T> before, Stream<T> incoming, Function<T, String> key) {
        return Stream.concat(before, incoming)
                .collect(Collectors.toMap(key, Function.identity(), (old, replaced) -> replaced, LinkedHashMap::new));
    }
}
