package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.version.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the public interchange format (versions, feature_updates, updates, supersedence_edges, packages, conflicts,
 * sources) into a catalog. Every fault of the document is found in one go; with one fault there is no catalog.
 */
final class CatalogImport {
    private final List<CatalogFault> faults = new ArrayList<>();
    private final Entry root;
    private final SortedMap<String, SortedSet<String>> idsByKb = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();

    private CatalogImport(JsonNode document) {
        this.root = new Entry(document, "", faults);
    }

    /** The catalog of that document; throws CatalogRefused with every fault. */
    static Catalog read(JsonNode document) {
        return new CatalogImport(document).catalog();
    }

    private Catalog catalog() {
        for (var list : List.of("versions", "updates")) {
            if (!root.has(list)) {
                root.fault(list, "missing", list + " is needed");
            }
        }
        learnIds();
        var releases = new ArrayList<Release>();
        root.rows("versions").forEach(row -> addRelease(row, releases));
        var packages = new ArrayList<PackageFact>();
        root.rows("packages").forEach(row -> addPackage(row, packages));
        var updates = new ArrayList<Update>();
        var features = new ImportedFeatures(releases);
        root.rows("feature_updates").forEach(row -> features.addTo(updates, row));
        var edges = new ImportedEdges(root);
        var hotfixes = new ImportedUpdates(edges, unverifiedBases());
        root.rows("updates").forEach(row -> hotfixes.addTo(updates, row));
        faults.addAll(CatalogCheck.faults(releases, updates));
        if (!faults.isEmpty()) {
            throw new CatalogRefused(faults);
        }
        return Catalog.of(releases, updates, packages, sources());
    }

    private void learnIds() {
        for (var row : root.raw("updates")) {
            var id = row.path("id").asText();
            ids.add(id);
            idsByKb.computeIfAbsent(row.path("kb").asText(), kb -> new TreeSet<>())
                    .add(id);
        }
    }

    private void addRelease(Entry row, List<Release> releases) {
        var version = row.read("full_version", row.text("full_version"), Version::parse, "not-a-version");
        var availableFrom = row.day("availability_date");
        var generalFrom = row.dayOrNull("ga_date");
        var supportEnds = row.day("support_end_date");
        if (version == null) {
            return;
        }
        releases.add(new Release(
                row.text("version"),
                version,
                availableFrom,
                generalFrom,
                supportEnds,
                row.flag("baseline"),
                false,
                known(row.texts("includes_kbs")),
                row.texts("sources")));
    }

    /** Releases name what they contain by KB number, which may stand for several packages. */
    private SortedSet<String> known(List<String> kbs) {
        var found = new TreeSet<String>();
        for (var kb : kbs) {
            if (ids.contains(kb)) {
                found.add(kb);
            } else {
                found.addAll(idsByKb.getOrDefault(kb, new TreeSet<>(Set.of(kb))));
            }
        }
        return found;
    }

    private void addPackage(Entry row, List<PackageFact> packages) {
        var guid = row.guidOrNull("guid");
        if (guid == null) {
            if (!row.has("guid")) {
                row.fault("guid", "missing", "guid is needed");
            }
            return;
        }
        for (var fact : row.rows("facts")) {
            packages.add(new PackageFact(
                    guid, fact.textOrNull("version"), role(fact.textOrNull("role")), fact.text("source")));
        }
    }

    private static PackageFact.Role role(@Nullable String text) {
        if (text == null) {
            return PackageFact.Role.UNSTATED;
        }
        if (text.equals("early-ring") || text.startsWith("early-ring per")) {
            return PackageFact.Role.EARLY;
        }
        if (text.startsWith("early-ring build identical to GA")) {
            return PackageFact.Role.EARLY_AS_GENERAL;
        }
        if (text.equals("GA") || text.startsWith("GA (")) {
            return PackageFact.Role.GA;
        }
        if (text.startsWith("private TAP rollup")) {
            return PackageFact.Role.TAP_ROLLUP;
        }
        return text.startsWith("hotfix") ? PackageFact.Role.UPDATE : PackageFact.Role.UNSTATED;
    }

    /** Updates whose list of base packages other documents contradict (FACTS 11): the list must not keep anybody out. */
    private Set<String> unverifiedBases() {
        var found = new HashSet<String>();
        for (var conflict : root.rows("conflicts")) {
            if (conflict.text("id").startsWith("base-guid-")) {
                var source = conflict.text("source");
                found.add(source.substring(source.indexOf('/') + 1));
            }
        }
        return found;
    }

    private SortedMap<String, String> sources() {
        SortedMap<String, String> found = new TreeMap<>();
        Map<String, Entry> rows = new HashMap<>();
        var sources = root.row("sources");
        sources.fields().forEach(key -> rows.put(key, sources.row(key)));
        rows.forEach((key, row) -> {
            var path = row.textOrNull("path");
            var date = row.textOrNull("doc_date");
            var name = row.textOrNull("repo") + ": " + path;
            found.put(key, date == null ? name : name + " (" + date + ")");
        });
        return found;
    }
}
