package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.catalog.Condition.BasePackages;
import io.tidings.catalog.Condition.BaseRings;
import io.tidings.catalog.Condition.DownloadedBefore;
import io.tidings.catalog.Condition.OnBranches;
import io.tidings.catalog.Condition.OnReleases;
import io.tidings.catalog.Condition.Prerequisites;
import io.tidings.catalog.Revision.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of the interchange format that are no feature updates. */
final class ImportedUpdates {
    private final ImportedEdges edges;
    private final Set<String> unverifiedBases;

    ImportedUpdates(ImportedEdges edges, Set<String> unverifiedBases) {
        this.edges = edges;
        this.unverifiedBases = unverifiedBases;
    }

    void addTo(List<Update> updates, Entry row) {
        var id = row.text("id");
        var kbs = row.textSet("display_kb");
        if (row.has("kb")) {
            kbs.add(row.text("kb"));
        }
        var guid = row.guidOrNull("package_guid");
        updates.add(new Update(
                id,
                kbs,
                row.textOrNull("title"),
                kind(row),
                null,
                distribution(row),
                null,
                revisions(row),
                requirements(row, id),
                edges.of(id),
                effects(row),
                guid == null ? Collections.emptySortedSet() : new TreeSet<>(Set.of(guid)),
                Collections.emptySortedSet(),
                List.of(),
                row.texts("sources")));
    }

    private static Kind kind(Entry row) {
        return switch (row.text("type")) {
            case "rollup" -> Kind.ROLLUP;
            case "hotfix" -> Kind.HOTFIX;
            case "early-ring-update" -> Kind.EARLY_RING;
            case "client-update" -> Kind.CLIENT;
            case "console-update" -> Kind.CONSOLE;
            case "security" -> Kind.SECURITY;
            case "component-fix" -> Kind.COMPONENT;
            case "article-only" -> Kind.ARTICLE;
            default -> {
                row.fault("type", "not-a-choice", "no update is of this type");
                yield Kind.ARTICLE;
            }
        };
    }

    private static Distribution distribution(Entry row) {
        var stated = row.textOrNull("distribution");
        var distribution =
                switch (stated) {
                    case null -> Distribution.NOT_STATED;
                    case "in-console" -> Distribution.IN_CONSOLE;
                    case "update-registration-tool" -> Distribution.REGISTRATION_TOOL;
                    case "manual-download" -> Distribution.MANUAL_DOWNLOAD;
                    case "none" -> Distribution.NONE;
                    default -> {
                        row.fault("distribution", "not-a-choice", "no update is handed out this way");
                        yield Distribution.NONE;
                    }
                };
        var inConsole = row.flagOrNull("in_console");
        if (inConsole != null && inConsole != (distribution == Distribution.IN_CONSOLE)) {
            row.fault("in_console", "contradiction", "in_console says otherwise than distribution");
        }
        return distribution;
    }

    private static List<Revision> revisions(Entry row) {
        var revisions = new ArrayList<Revision>();
        var released = row.dayOrNull("date_released");
        var expired = "expired".equals(row.textOrNull("status"));
        for (var event : row.rows("revisions")) {
            var what = event.member("kind", Event.class);
            if (what != null) {
                // the row is expired: what the event calls replaced ended it
                var told = what == Event.REPLACED && expired ? Event.EXPIRED : what;
                revisions.add(
                        new Revision(event.day("date"), told, event.textOrNull("by"), event.textOrNull("kb"), null));
            }
        }
        var events = EnumSet.noneOf(Event.class);
        revisions.forEach(revision -> events.add(revision.event()));
        if (released != null && !events.contains(Event.PUBLISHED)) {
            revisions.addFirst(Revision.of(released, Event.PUBLISHED));
        }
        addEnd(row, revisions, events);
        return revisions;
    }

    /** A status that says it is over, where no event does: over from the first day, for no other day is known. */
    private static void addEnd(Entry row, List<Revision> revisions, Set<Event> events) {
        var status = row.textOrNull("status");
        if (status == null || status.equals("active")) {
            return;
        }
        var over = EnumSet.of(Event.REPLACED, Event.EXPIRED, Event.REVOKED);
        if (Collections.disjoint(over, events) && !revisions.isEmpty()) {
            revisions.add(Revision.of(revisions.getFirst().on(), Event.REVOKED));
        }
    }

    private List<Requirement> requirements(Entry row, String id) {
        var sources = row.texts("sources");
        var found = new ArrayList<Requirement>();
        found.add(new Requirement(new OnBranches(Set.of(Branch.CURRENT)), sources));
        var releases = row.textSet("applies_to");
        if (!releases.isEmpty()) {
            found.add(new Requirement(new OnReleases(releases), sources));
        }
        if (row.flag("early_ring_only")) {
            found.add(new Requirement(new BaseRings(Set.of(Ring.EARLY)), sources));
        }
        var guids = row.guids("package_guids_applicable");
        if (!guids.isEmpty()) {
            found.add(new Requirement(new BasePackages(guids, !unverifiedBases.contains(id)), sources));
        }
        var cutOver = row.dayOrNull("not_for_downloads_from");
        if (cutOver != null) {
            found.add(new Requirement(new DownloadedBefore(cutOver), sources));
        }
        if (row.flag("tap_rollup_required_for_tap")) {
            found.add(new Requirement(new Condition.TapRollup(), sources));
        }
        row.rows("prerequisites").forEach(needs -> found.add(prerequisites(needs, sources)));
        row.rows("conditions").forEach(condition -> addCondition(found, condition, sources));
        return found;
    }

    private static Requirement prerequisites(Entry row, List<String> sources) {
        List<SortedSet<String>> allOf = row.texts("requires_all").stream()
                .<SortedSet<String>>map(choice -> new TreeSet<>(Arrays.asList(choice.split("\\|"))))
                .toList();
        if (allOf.isEmpty()) {
            row.fault("requires_all", "missing", "a prerequisite must name what it requires");
        }
        var source = row.textOrNull("source");
        return new Requirement(
                new Prerequisites(
                        allOf,
                        row.textSet("versions"),
                        rings(row, "only_for_base_ring"),
                        rings(row, "satisfied_by_base_ring")),
                source == null ? sources : List.of(source));
    }

    private static Set<Ring> rings(Entry row, String field) {
        var ring = row.textOrNull(field);
        return switch (ring) {
            case null -> Set.of();
            case "early-ring" -> Set.of(Ring.EARLY);
            case "ga" -> Set.of(Ring.GA);
            case "tap" -> Set.of(Ring.TAP);
            default -> {
                row.fault(field, "not-a-choice", "no ring is called this");
                yield Set.of();
            }
        };
    }

    private static void addCondition(List<Requirement> found, Entry row, List<String> sources) {
        var condition = condition(row);
        if (condition != null) {
            found.add(new Requirement(condition, sources));
        }
    }

    private static @Nullable Condition condition(Entry row) {
        return switch (row.text("kind")) {
            case "tenant-attached" -> new Condition.TenantAttached();
            case "cmg-on-scale-set" -> new Condition.GatewayOnScaleSet();
            case "not-installed" -> new Condition.NotInstalled(row.text("update"));
            case "base-label" -> new Condition.BaseLabel(row.text("label"));
            case "advisory" -> new Condition.Advisory(row.text("text"));
            default -> {
                row.fault("kind", "not-a-choice", "no condition is of this kind");
                yield null;
            }
        };
    }

    private static Effects effects(Entry row) {
        SortedMap<String, String> versions = new TreeMap<>();
        flatten("", row.raw("resulting"), versions);
        flatten("package/", row.raw("package_revision"), versions);
        var reset = row.raw("site_reset");
        if (!reset.isObject()) {
            return new Effects(
                    Collections.emptySortedSet(),
                    row.flag("restart"),
                    row.flagOrNull("site_reset"),
                    Collections.emptySortedSet(),
                    versions);
        }
        var places = new TreeSet<String>();
        reset.propertyStream()
                .filter(place -> place.getValue().asBoolean())
                .forEach(place -> places.add(place.getKey()));
        return new Effects(Collections.emptySortedSet(), row.flag("restart"), !places.isEmpty(), places, versions);
    }

    private static void flatten(String prefix, JsonNode node, SortedMap<String, String> versions) {
        node.propertyStream().forEach(entry -> {
            if (entry.getValue().isObject()) {
                flatten(prefix + entry.getKey() + "/", entry.getValue(), versions);
            } else if (entry.getValue().isTextual()) {
                versions.put(prefix + entry.getKey(), entry.getValue().asText());
            }
        });
    }
}
