package io.tidings.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts a document's releases, packages, sources and updates in place of those of the same name, and keeps all others. */
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
                merged(before.updates().stream(), incoming.updates().stream(), Update::id)
                        .values(),
                packages,
                new TreeMap<>(sources));
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
