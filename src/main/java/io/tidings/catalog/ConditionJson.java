package io.tidings.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Condition.Advisory;
import io.tidings.catalog.Condition.BaseLabel;
import io.tidings.catalog.Condition.BasePackages;
import io.tidings.catalog.Condition.BaseRings;
import io.tidings.catalog.Condition.BuildWithin;
import io.tidings.catalog.Condition.DownloadedBefore;
import io.tidings.catalog.Condition.Expression;
import io.tidings.catalog.Condition.GatewayOnScaleSet;
import io.tidings.catalog.Condition.NotInstalled;
import io.tidings.catalog.Condition.OnBranches;
import io.tidings.catalog.Condition.OnReleases;
import io.tidings.catalog.Condition.Prerequisites;
import io.tidings.catalog.Condition.SinceRelease;
import io.tidings.catalog.Condition.TapRollup;
import io.tidings.catalog.Condition.TenantAttached;
import io.tidings.version.Version;
import io.tidings.version.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A requirement as JSON: {@code {"kind": "on-releases", "releases": […], "sources": […]}}. */
final class ConditionJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ConditionJson() {}

    static ObjectNode write(Requirement requirement) {
        var node = body(requirement.condition());
        CatalogJson.texts(node, "sources", requirement.sources());
        return node;
    }

    private static ObjectNode body(Condition condition) {
        var node = JSON.objectNode();
        switch (condition) {
            case OnReleases(var releases) -> CatalogJson.texts(kind(node, "on-releases"), "releases", releases);
            case SinceRelease(var least) -> kind(node, "since-release").put("least", least);
            case BuildWithin(var range) ->
                kind(node, "build-within")
                        .put("least", range.least().toString())
                        .put("greatest", range.greatest().toString());
            case OnBranches(var branches) ->
                CatalogJson.texts(
                        kind(node, "on-branches"),
                        "branches",
                        branches.stream().map(Branch::wireName).toList());
            case BasePackages(var guids, var verified) -> {
                CatalogJson.guids(kind(node, "base-packages"), "guids", guids);
                node.put("verified", verified);
            }
            case BaseRings(var rings) -> CatalogJson.rings(kind(node, "base-rings"), "rings", rings);
            case DownloadedBefore(var day) -> kind(node, "downloaded-before").put("day", day.toString());
            case Prerequisites needs -> prerequisites(kind(node, "prerequisites"), needs);
            case NotInstalled(var update) -> kind(node, "not-installed").put("update", update);
            case TenantAttached() -> kind(node, "tenant-attached");
            case GatewayOnScaleSet() -> kind(node, "gateway-on-scale-set");
            case TapRollup() -> kind(node, "tap-rollup");
            case BaseLabel(var label) -> kind(node, "base-label").put("label", label);
            case Advisory(var text) -> kind(node, "advisory").put("text", text);
            case Expression(var formula) -> kind(node, "expression").put("cel", formula.toString());
        }
        return node;
    }

    private static ObjectNode kind(ObjectNode node, String kind) {
        return node.put("kind", kind);
    }

    private static void prerequisites(ObjectNode node, Prerequisites needs) {
        var all = node.putArray("allOf");
        for (var choice : needs.allOf()) {
            var either = all.addArray();
            choice.forEach(either::add);
        }
        CatalogJson.texts(node, "onReleases", needs.onReleases());
        CatalogJson.rings(node, "onRings", needs.onRings());
        CatalogJson.rings(node, "satisfiedBy", needs.satisfiedBy());
    }

    static @Nullable Requirement read(Entry row) {
        var condition = condition(row);
        return condition == null ? null : new Requirement(condition, row.texts("sources"));
    }

    private static @Nullable Condition condition(Entry row) {
        var kind = row.text("kind").toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "on-releases" -> new OnReleases(row.textSet("releases"));
            case "since-release" -> new SinceRelease(row.text("least"));
            case "build-within" -> range(row);
            case "on-branches" -> new OnBranches(row.members("branches", Branch.class));
            case "base-packages" -> new BasePackages(row.guids("guids"), row.flag("verified"));
            case "base-rings" -> new BaseRings(row.members("rings", Ring.class));
            case "downloaded-before" -> new DownloadedBefore(row.day("day"));
            case "prerequisites" -> prerequisites(row);
            case "not-installed" -> new NotInstalled(row.text("update"));
            case "tenant-attached" -> new TenantAttached();
            case "gateway-on-scale-set" -> new GatewayOnScaleSet();
            case "tap-rollup" -> new TapRollup();
            case "base-label" -> new BaseLabel(row.text("label"));
            case "advisory" -> new Advisory(row.text("text"));
            case "expression" -> expression(row);
            default -> {
                row.fault("kind", "not-a-choice", "no condition is of the kind '" + kind + "'");
                yield null;
            }
        };
    }

    private static @Nullable Condition expression(Entry row) {
        try {
            return new Expression(Formula.of(row.text("cel")));
        } catch (IllegalArgumentException refused) {
            row.fault("cel", "not-an-expression", String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static @Nullable Condition range(Entry row) {
        var least = row.read("least", row.text("least"), Version::parse, "not-a-version");
        var greatest = row.read("greatest", row.text("greatest"), Version::parse, "not-a-version");
        if (least == null || greatest == null) {
            return null;
        }
        if (least.isNewerThan(greatest)) {
            row.fault("least", "range-upside-down", "the range is upside down: " + least + " to " + greatest);
            return null;
        }
        return new BuildWithin(VersionRange.of(least, greatest));
    }

    private static Condition prerequisites(Entry row) {
        List<SortedSet<String>> allOf = new ArrayList<>();
        for (var choice : row.raw("allOf")) {
            var either = new TreeSet<String>();
            choice.forEach(id -> either.add(id.asText()));
            if (either.isEmpty()) {
                row.fault(
                        "allOf", "empty-choice", "each entry of allOf is a list of update ids, one of which is enough");
            }
            allOf.add(either);
        }
        return new Prerequisites(
                allOf,
                row.textSet("onReleases"),
                row.members("onRings", Ring.class),
                row.members("satisfiedBy", Ring.class));
    }
}
