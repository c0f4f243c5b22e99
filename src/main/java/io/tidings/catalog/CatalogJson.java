package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A whole catalog in our own reduced JSON form, in which it ships inside the program. */
final class CatalogJson {
    static final String FORM = "tidings-catalog/1";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CatalogJson() {}

    static ObjectNode write(Catalog catalog) {
        var node = JSON.objectNode();
        node.put("form", FORM);
        var sources = node.putObject("sources");
        catalog.sources().forEach(sources::put);
        var releases = node.putArray("releases");
        catalog.releases().forEach(release -> releases.add(release(release)));
        var packages = node.putArray("packages");
        catalog.packages().forEach(fact -> packages.add(packageFact(fact)));
        var updates = node.putArray("updates");
        catalog.updates().forEach(update -> updates.add(UpdateJson.write(update)));
        return node;
    }

    private static ObjectNode release(Release release) {
        var node = JSON.objectNode();
        node.put("label", release.label()).put("version", release.version().toString());
        day(node, "availableFrom", release.availableFrom());
        day(node, "generalFrom", release.generalFrom());
        day(node, "supportEnds", release.supportEnds());
        if (release.baseline()) {
            node.put("baseline", true);
        }
        if (release.floor()) {
            node.put("floor", true);
        }
        texts(node, "includes", release.includes());
        texts(node, "sources", release.sources());
        return node;
    }

    private static ObjectNode packageFact(PackageFact fact) {
        var node = JSON.objectNode();
        node.put("guid", fact.guid().toString());
        text(node, "release", fact.release());
        return node.put("role", fact.role().wireName()).put("source", fact.source());
    }

    /** The catalog of that JSON; throws CatalogRefused with every fault. */
    static Catalog read(JsonNode node) {
        var faults = new ArrayList<CatalogFault>();
        var row = new Entry(node, "", faults);
        if (!FORM.equals(row.textOrNull("form"))) {
            row.fault("form", "wrong-form", "the form must be " + FORM);
        }
        SortedMap<String, String> sources = new TreeMap<>();
        var keys = row.row("sources");
        keys.fields().forEach(key -> sources.put(key, keys.text(key)));
        var releases = row.rows("releases").stream()
                .map(CatalogJson::release)
                .filter(Objects::nonNull)
                .toList();
        var packages = row.rows("packages").stream()
                .map(CatalogJson::packageFact)
                .filter(Objects::nonNull)
                .toList();
        var updates = new ArrayList<Update>();
        var rows = row.raw("updates");
        for (int i = 0; i < rows.size(); i++) {
            var update = UpdateJson.read(rows.path(i), "/updates/" + i, faults);
            if (update != null) {
                updates.add(update);
            }
        }
        if (!faults.isEmpty()) {
            throw new CatalogRefused(faults);
        }
        return Catalog.of(releases, updates, packages, sources);
    }

    private static @Nullable Release release(Entry row) {
        var version = row.read("version", row.text("version"), Version::parse, "not-a-version");
        if (version == null) {
            return null;
        }
        return new Release(
                row.text("label"),
                version,
                row.day("availableFrom"),
                row.dayOrNull("generalFrom"),
                row.day("supportEnds"),
                row.flag("baseline"),
                row.flag("floor"),
                row.textSet("includes"),
                row.texts("sources"));
    }

    private static @Nullable PackageFact packageFact(Entry row) {
        var guid = row.guidOrNull("guid");
        var role = row.member("role", PackageFact.Role.class);
        if (guid == null || role == null) {
            return null;
        }
        return new PackageFact(guid, row.textOrNull("release"), role, row.text("source"));
    }

    static void text(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    static void texts(ObjectNode node, String field, Collection<String> values) {
        if (!values.isEmpty()) {
            var list = node.putArray(field);
            values.forEach(list::add);
        }
    }

    static void guids(ObjectNode node, String field, Collection<UUID> values) {
        texts(node, field, values.stream().map(UUID::toString).toList());
    }

    static void rings(ObjectNode node, String field, Collection<Ring> values) {
        texts(node, field, values.stream().map(Ring::wireName).toList());
    }

    /** Days are written as ISO 8601 says. */
    static void day(ObjectNode node, String field, @Nullable LocalDate day) {
        if (day != null) {
            node.put(field, day.toString());
        }
    }
}
