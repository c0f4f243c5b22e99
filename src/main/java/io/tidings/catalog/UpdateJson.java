package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The one JSON form of an update: over HTTP, in the table, and in the shipped catalog. What is empty is left out. */
final class UpdateJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private UpdateJson() {}

    static ObjectNode write(Update update) {
        var node = JSON.objectNode();
        node.put("id", update.id());
        CatalogJson.texts(node, "kbs", update.kbs());
        CatalogJson.text(node, "title", update.title());
        node.put("kind", update.kind().wireName());
        CatalogJson.text(node, "release", update.release());
        node.put("distribution", update.distribution().wireName());
        CatalogJson.day(node, "generalFrom", update.generalFrom());
        if (!update.revisions().isEmpty()) {
            var revisions = node.putArray("revisions");
            update.revisions().forEach(revision -> revisions.add(revision(revision)));
        }
        if (!update.requirements().isEmpty()) {
            var requirements = node.putArray("requirements");
            update.requirements().forEach(requirement -> requirements.add(ConditionJson.write(requirement)));
        }
        supersedence(node, update.supersedence());
        effects(node, update.effects());
        CatalogJson.guids(node, "packageGuids", update.packageGuids());
        CatalogJson.texts(node, "contents", update.contents());
        CatalogJson.texts(node, "links", update.links());
        CatalogJson.texts(node, "sources", update.sources());
        if (update.rollout() != null) {
            node.set("rollout", RolloutJson.write(update.rollout()));
        }
        return node;
    }

    private static ObjectNode revision(Revision revision) {
        var node = JSON.objectNode();
        CatalogJson.day(node, "on", revision.on());
        node.put("event", revision.event().wireName());
        CatalogJson.text(node, "by", revision.by());
        CatalogJson.text(node, "kb", revision.kb());
        CatalogJson.text(node, "text", revision.text());
        if (revision.decided()) {
            node.put("decided", true);
        }
        return node;
    }

    private static void supersedence(ObjectNode node, Supersedence supersedence) {
        CatalogJson.texts(node, "replaces", supersedence.replaces());
        CatalogJson.texts(node, "includes", supersedence.includes());
        if (!supersedence.includesByRelease().isEmpty()) {
            var byRelease = node.putObject("includesByRelease");
            supersedence.includesByRelease().forEach((release, ids) -> CatalogJson.texts(byRelease, release, ids));
        }
    }

    private static void effects(ObjectNode node, Effects effects) {
        CatalogJson.texts(node, "impact", effects.impact());
        if (effects.restart()) {
            node.put("restart", true);
        }
        if (effects.siteReset() != null) {
            node.put("siteReset", effects.siteReset());
        }
        CatalogJson.texts(node, "siteResetOnlyOn", effects.siteResetOnlyOn());
        if (!effects.versions().isEmpty()) {
            var versions = node.putObject("versions");
            effects.versions().forEach(versions::put);
        }
    }

    /** The update of that JSON, or null with the reasons among the faults. */
    static @Nullable Update read(JsonNode node, String pointer, List<CatalogFault> faults) {
        var before = faults.size();
        var row = new Entry(node, pointer, faults);
        var kind = row.member("kind", Kind.class);
        var distribution = row.member("distribution", Distribution.class);
        var requirements = row.rows("requirements").stream()
                .map(ConditionJson::read)
                .filter(Objects::nonNull)
                .toList();
        var update = new Update(
                row.text("id"),
                row.textSet("kbs"),
                row.textOrNull("title"),
                kind == null ? Kind.ARTICLE : kind,
                row.textOrNull("release"),
                distribution == null ? Distribution.NONE : distribution,
                row.dayOrNull("generalFrom"),
                revisions(row),
                requirements,
                supersedence(row),
                effects(row),
                row.guids("packageGuids"),
                row.digests("contents"),
                row.texts("links"),
                row.texts("sources"),
                row.has("rollout") ? RolloutJson.read(row.row("rollout")) : null);
        return faults.size() == before ? update : null;
    }

    private static List<Revision> revisions(Entry row) {
        var revisions = new ArrayList<Revision>();
        for (var event : row.rows("revisions")) {
            LocalDate on = event.day("on");
            var what = event.member("event", Revision.Event.class);
            if (what != null) {
                revisions.add(new Revision(
                        on,
                        what,
                        event.textOrNull("by"),
                        event.textOrNull("kb"),
                        event.textOrNull("text"),
                        event.flag("decided")));
            }
        }
        return revisions;
    }

    private static Supersedence supersedence(Entry row) {
        SortedMap<String, SortedSet<String>> byRelease = new TreeMap<>();
        var there = row.row("includesByRelease");
        there.fields().forEach(release -> byRelease.put(release, there.textSet(release)));
        return new Supersedence(row.textSet("replaces"), row.textSet("includes"), byRelease);
    }

    private static Effects effects(Entry row) {
        SortedMap<String, String> versions = new TreeMap<>();
        var there = row.row("versions");
        there.fields().forEach(name -> versions.put(name, there.text(name)));
        return new Effects(
                row.textSet("impact"),
                row.flag("restart"),
                row.flagOrNull("siteReset"),
                row.textSet("siteResetOnlyOn"),
                versions);
    }
}
