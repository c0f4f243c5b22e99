package io.tidings.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Release;
import io.tidings.hierarchy.BasePackage;
import io.tidings.hierarchy.BaseRing;
import io.tidings.hierarchy.Branch;
import io.tidings.hierarchy.Conditions;
import io.tidings.hierarchy.Installed;
import io.tidings.hierarchy.Standing;
import io.tidings.version.Version;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the {@code site} of a what-if question into a standing. */
final class SiteReader {
    private static final String MEDIA_RING = "ga";

    private final Question site;
    private final Catalog catalog;
    private final LocalDate asOf;

    SiteReader(Question site, Catalog catalog, LocalDate asOf) {
        this.site = site;
        this.catalog = catalog;
        this.asOf = asOf;
    }

    Standing standing(boolean versionNeeded) {
        var ring = site.text("base_ring");
        return new Standing(
                branch(),
                version(versionNeeded),
                new BasePackage(guid(), ring(ring == null ? MEDIA_RING : ring), site.day("downloaded")),
                optIns(),
                new Conditions(
                        site.flag("tenant_attached"),
                        site.flag("cmg_vmss"),
                        site.flag("tap") || "tap".equals(ring),
                        site.flag("tap_rollup")),
                installed());
    }

    private Branch branch() {
        var text = site.text("branch");
        return text == null ? Branch.CURRENT : site.read("branch", text, Branch::of, Branch.CURRENT);
    }

    private BaseRing ring(String text) {
        return site.read(
                "base_ring", text, name -> BaseRing.of(name.equals("early-ring") ? "early" : name), BaseRing.GA);
    }

    private @Nullable UUID guid() {
        var text = site.text("package_guid");
        if (text != null && !text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")) {
            site.wrong("package_guid", "is not a GUID");
            return null;
        }
        return text == null ? null : UUID.fromString(text);
    }

    /** A release as the console calls it (2403), or a full version of a build that the catalog knows. */
    private Version version(boolean needed) {
        var text = site.text("version");
        var none = new Version(0, 0, 0, 0);
        if (text == null) {
            site.wrong("version", "is needed: a release such as 2403, or a version such as 5.00.9128.1000");
            return none;
        }
        var release = catalog.release(text);
        if (release.isPresent() || (!needed && text.equals("any"))) {
            return release.map(Release::version).orElse(none);
        }
        var version = site.read("version", text, Version::parse, none);
        if (!version.equals(none) && catalog.releaseOf(version).isEmpty()) {
            site.wrong("version", "is of no release in the catalog");
        }
        return version;
    }

    private SortedSet<String> optIns() {
        var releases = site.texts("early_ring_opt_in");
        for (var label : releases) {
            if (catalog.release(label).isEmpty()) {
                site.wrong("early_ring_opt_in", "names a release that is not in the catalog: " + label);
            }
        }
        return releases;
    }

    /**
     * An entry is an id, or an object like that of a usage report. A bare id of an update that was published anew does
     * not say which of the two is meant: it is taken for the first, for a fix too many does no harm.
     */
    private Installed installed() {
        if (site.isNull("installed")) {
            return new Installed.Unknown();
        }
        SortedSet<String> updates = new TreeSet<>();
        SortedSet<String> firstReleases = new TreeSet<>();
        SortedSet<String> laterReleases = new TreeSet<>();
        for (var entry : site.list("installed")) {
            var id = entry.isTextual() ? entry.asText() : entry.path("update").asText("");
            if (id.isEmpty()) {
                site.wrong("installed", "is a list of update ids");
                continue;
            }
            updates.add(id);
            (isFirstRelease(entry, id) ? firstReleases : laterReleases).add(id);
        }
        return Installed.Known.of(updates, firstReleases, laterReleases);
    }

    private boolean isFirstRelease(JsonNode entry, String id) {
        if (entry.isObject()) {
            return entry.path("firstRelease").asBoolean(false);
        }
        return catalog.update(id)
                .map(update -> update.availabilityOn(asOf))
                .filter(state -> state instanceof Availability.Published out && out.republished())
                .isPresent();
    }
}
