package io.tidings.relevance;

import io.tidings.catalog.Branch;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Condition.BasePackages;
import io.tidings.catalog.Condition.Prerequisites;
import io.tidings.catalog.Formula;
import io.tidings.catalog.Release;
import io.tidings.catalog.Requirement;
import io.tidings.catalog.Ring;
import io.tidings.catalog.Update;
import io.tidings.relevance.Finding.Fails;
import io.tidings.relevance.Finding.Undecided;
import io.tidings.version.VersionRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Judges single conditions against the facts of one standing: FACTS 5.3, one case per rule. */
final class ConditionJudge {
    private final Facts facts;
    private final Catalog catalog;

    ConditionJudge(Facts facts, Catalog catalog) {
        this.facts = facts;
        this.catalog = catalog;
    }

    Finding judge(Update update, Requirement requirement) {
        var sources = requirement.sources();
        return switch (requirement.condition()) {
            case Condition.OnBranches(var branches) -> onBranches(branches, sources);
            case Condition.OnReleases(var releases) -> onReleases(releases, sources);
            case Condition.SinceRelease(var least) -> sinceRelease(update, least, sources);
            case Condition.BuildWithin(var range) -> buildWithin(range, sources);
            case Condition.BaseRings(var rings) -> baseRings(rings, sources);
            case BasePackages bases -> basePackages(update, bases, sources);
            case Condition.DownloadedBefore(var day) -> downloadedBefore(day, sources);
            case Condition.TapRollup() -> tapRollup(sources);
            case Condition.TenantAttached() -> tenantAttached(sources);
            case Condition.GatewayOnScaleSet() -> gatewayOnScaleSet(sources);
            case Condition.NotInstalled(var other) -> notInstalled(other, sources);
            case Prerequisites needs -> prerequisites(needs, sources);
            case Condition.BaseLabel(var label) -> baseLabel(label, sources);
            case Condition.Advisory ignored -> Finding.HOLDS;
            case Condition.Expression(var formula) -> expression(formula, sources);
        };
    }

    private Finding onBranches(Set<Branch> branches, List<String> sources) {
        return holdsIf(branches.contains(facts.branch()), () -> Reason.of(
                        "other-branch", "Packages never cross branches", sources)
                .fact("branch", facts.branch().wireName())
                .needing(branches.stream().map(Branch::wireName).collect(Collectors.joining(" or ")))
                .mendedBy("nothing: it is for sites of another branch"));
    }

    private Finding buildWithin(VersionRange range, List<String> sources) {
        return holdsIf(range.contains(facts.version()), () -> Reason.of(
                        "build-out-of-range", "The build is outside the range of the update", sources)
                .fact("version", facts.version())
                .needing(range.toString())
                .mendedBy("update to a build in " + range));
    }

    private Finding tenantAttached(List<String> sources) {
        return holdsIf(facts.conditions().tenantAttached(), () -> Reason.of(
                        "needs-tenant-attach", "Tenant attach is not completed", sources)
                .fact("tenantAttached", false)
                .needing("tenantAttached: true")
                .mendedBy("complete tenant attach"));
    }

    private Finding gatewayOnScaleSet(List<String> sources) {
        return holdsIf(facts.conditions().cmgOnScaleSet(), () -> Reason.of(
                        "needs-gateway-on-scale-set", "There is no gateway on a virtual machine scale set", sources)
                .fact("cmgOnScaleSet", false)
                .needing("cmgOnScaleSet: true")
                .mendedBy("deploy the cloud management gateway on a virtual machine scale set"));
    }

    private static Finding baseLabel(String label, List<String> sources) {
        return new Fails(
                Reason.of("needs-base-label", "Only for a base of that label, which no report carries", sources)
                        .fact("label", null)
                        .needing(label)
                        .mendedBy("nothing that a site could report"));
    }

    private static Finding holdsIf(boolean holds, Supplier<Reason> otherwise) {
        return holds ? Finding.HOLDS : new Fails(otherwise.get());
    }

    private Finding onReleases(SortedSet<String> releases, List<String> sources) {
        var release = facts.release();
        return holdsIf(release != null && releases.contains(release.label()), () -> otherRelease(
                        "The site runs a release the update is not made for", sources)
                .needing(String.join(" or ", releases))
                .mendedBy(wayTo(releases)));
    }

    /** "N or later", and older than what the update brings: skipping releases in between is allowed. */
    private Finding sinceRelease(Update update, String least, List<String> sources) {
        var release = facts.release();
        var from = catalog.release(least).orElseThrow();
        var to = update.release() == null
                ? null
                : catalog.release(update.release()).orElseThrow();
        var inside = release != null
                && !from.version().isNewerThan(release.version())
                && (to == null || to.version().isNewerThan(release.version()));
        return holdsIf(inside, () -> otherRelease("The site's release is outside what the update accepts", sources)
                .needing(least + " or later" + (to == null ? "" : ", before " + to.label()))
                .mendedBy(
                        release == null || from.version().isNewerThan(release.version())
                                ? "update to release " + least + " or later first"
                                : "nothing: the site runs what it brings, or newer"));
    }

    /** Sites go forwards only. */
    private String wayTo(SortedSet<String> releases) {
        var ahead = releases.stream()
                .map(label -> catalog.release(label).orElseThrow())
                .filter(there -> there.version().isNewerThan(facts.version()))
                .map(Release::label)
                .collect(Collectors.joining(" or "));
        return ahead.isEmpty() ? "nothing: the site runs a newer release" : "update to release " + ahead + " first";
    }

    private Reason otherRelease(String text, List<String> sources) {
        var release = facts.release();
        return Reason.of("other-release", text, sources)
                .fact("release", release == null ? null : release.label())
                .fact("version", facts.version());
    }

    private Finding baseRings(Set<Ring> rings, List<String> sources) {
        var needed = rings.stream().map(Ring::wireName).collect(Collectors.joining(" or "));
        return holdsIf(rings.contains(facts.ring()), () -> Reason.of(
                        "needs-base-ring", "Only for a base from another ring", sources)
                .fact("baseRing", facts.ring().wireName())
                .needing(needed)
                .mendedBy("nothing: the ring is that of the base the site installed"));
    }

    /** Media show no GUID, and a list that other documents contradict keeps nobody out (FACTS 5.3 rule 6, 11). */
    private Finding basePackages(Update update, BasePackages bases, List<String> sources) {
        var guid = facts.guid();
        var isOne = guid == null || bases.guids().contains(guid) || isTapBuildFor(update);
        return holdsIf(isOne || !bases.verified(), () -> Reason.of(
                        "needs-base-package", "The installed base package is not among those it is made for", sources)
                .fact("basePackage", guid)
                .needing(bases.guids().toString())
                .mendedBy("nothing: it is for sites that installed another base"));
    }

    /** Articles list packages, and beside them the TAP builds that have the private rollup, whatever package these show. */
    private boolean isTapBuildFor(Update update) {
        return facts.isTap()
                && facts.tapRollup()
                && !update.conditions(Condition.TapRollup.class).isEmpty();
    }

    private Finding downloadedBefore(LocalDate day, List<String> sources) {
        var downloaded = facts.downloadedOn();
        return holdsIf(downloaded == null || downloaded.isBefore(day), () -> Reason.of(
                        "downloaded-too-late", "Bases downloaded from that day on carry the correction", sources)
                .fact("downloadedOn", downloaded)
                .needing("before " + day)
                .mendedBy("nothing: the base carries what it corrects"));
    }

    private Finding tapRollup(List<String> sources) {
        return holdsIf(!facts.isTap() || facts.tapRollup(), () -> Reason.of(
                        "needs-tap-rollup", "A TAP site needs the private TAP rollup first", sources)
                .fact("tapRollup", false)
                .needing("tapRollup: true")
                .mendedBy("install the private TAP rollup"));
    }

    private Finding notInstalled(String other, List<String> sources) {
        var reason = Reason.of("only-without-" + other, "Withheld from sites that took " + other, sources)
                .needing(other + " not installed")
                .mendedBy("nothing while " + other + " is installed");
        var installed = facts.installed();
        if (installed == null) {
            return new Undecided(reason.fact("installed", null));
        }
        return holdsIf(!installed.contains(other), () -> reason.fact("installed", other));
    }

    private Finding prerequisites(Prerequisites needs, List<String> sources) {
        var release = facts.release();
        var here = needs.onReleases().isEmpty()
                || (release != null && needs.onReleases().contains(release.label()));
        var binds = here && (needs.onRings().isEmpty() || needs.onRings().contains(facts.level()));
        if (!binds || needs.satisfiedBy().contains(facts.level())) {
            return Finding.HOLDS;
        }
        for (var choice : needs.allOf()) {
            if (!has(choice)) {
                return missing(choice, sources);
            }
        }
        return Finding.HOLDS;
    }

    private Finding missing(SortedSet<String> choice, List<String> sources) {
        var either = String.join(" or ", choice);
        var reason = Reason.of("needs-prerequisite", "A prerequisite is not installed: " + either, sources)
                .needing(either)
                .mendedBy("install " + either + " first");
        if (facts.installed() == null) {
            return new Undecided(reason.fact("installed", null));
        }
        var told = reason.fact("installed", new TreeSet<>(facts.installed()));
        return new Fails(facts.strangers().isEmpty() ? told : told.fact("installedButUnknown", facts.strangers()));
    }

    /** Installed itself, or its content within something installed; a mere successor is not it (rule 14). */
    private boolean has(SortedSet<String> choice) {
        return choice.stream().anyMatch(id -> Presence.holds(facts, catalog, id));
    }

    /** Fails closed: what cannot be told lets no update out. */
    private Finding expression(Formula formula, List<String> sources) {
        var holds = Expressions.holds(formula, facts);
        if (holds.isPresent()) {
            return holdsIf(holds.get(), () -> Reason.of(
                            "expression-not-met", "The expression of the update does not hold", sources)
                    .needing(formula.toString())
                    .mendedBy("report facts for which the expression holds"));
        }
        var reason = Reason.of("expression-undecided", "The expression of the update has no result here", sources)
                .needing(formula.toString())
                .mendedBy("report the facts that the expression asks for");
        return facts.installed() == null ? new Undecided(reason.fact("installed", null)) : new Fails(reason);
    }
}
