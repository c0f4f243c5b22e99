package io.tidings.relevance;

import io.tidings.catalog.Branch;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Kind;
import io.tidings.catalog.Release;
import io.tidings.catalog.Update;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The questions that releases decide: which one runs, its early ring, its support, and floors that may not be skipped. */
final class ReleaseJudge {
    private static final List<String> LIFE_CYCLE = List.of("UPD-2025", "UPD-HIST");

    /** Ten years of critical security fixes from October 2016, the month of its baseline (FACTS 6). */
    private static final LocalDate LTSB_ENDS = LocalDate.of(2026, 10, 12);

    private final Facts facts;
    private final Catalog catalog;
    private final LocalDate asOf;

    ReleaseJudge(Facts facts, Catalog catalog, LocalDate asOf) {
        this.facts = facts;
        this.catalog = catalog;
        this.asOf = asOf;
    }

    Optional<Verdict> unknownBuild(Update update) {
        if (facts.release() != null) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.NotApplicable(
                update.id(),
                Reason.of("unknown-build", "The catalog knows no release of this build", LIFE_CYCLE)
                        .fact("version", facts.version())
                        .needing("the build of a release that is known")
                        .mendedBy("the publisher adds the release of this build")));
    }

    /** A release that runs is installed; unless the update is made for sites that run it already (rule 15). */
    Optional<Verdict> alreadyRuns(Update update) {
        var release = facts.release();
        if (release == null
                || !release.label().equals(update.release())
                || placedOn(update, release)
                || !onBranch(update)) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.AlreadyInstalled(
                update.id(),
                Reason.of("release-runs", "The site runs this release", update.sources())
                        .fact("release", release.label())
                        .mendedBy("nothing: it is there")));
    }

    private static boolean placedOn(Update update, Release release) {
        return update.conditions(Condition.OnReleases.class).stream()
                .anyMatch(place -> place.releases().contains(release.label()));
    }

    private boolean onBranch(Update update) {
        return update.conditions(Condition.OnBranches.class).stream()
                .allMatch(place -> place.branches().contains(facts.branch()));
    }

    /** From availability to general availability only for those who opted in to that release (rule 4). */
    Optional<Verdict> heldByRing(Update update) {
        var general = update.generalFrom();
        var release = facts.release();
        var label = update.release() != null || release == null ? update.release() : release.label();
        if (general == null || !asOf.isBefore(general) || (label != null && facts.optedInTo(label))) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.HeldByRing(
                update.id(),
                general,
                Reason.of(
                                "early-ring",
                                "Until it is generally available it is for the early ring only",
                                update.sources())
                        .fact("asOf", asOf)
                        .fact("earlyRingOptIn", facts.optIns())
                        .needing("an opt-in to " + label + ", or " + general + " or later")
                        .mendedBy("opt in to the early ring of " + label)));
    }

    /**
     * A release gets no fix that came out after its support had ended. Whether the service stops offering what came out
     * before is not documented (FACTS 12), so that stays on offer.
     */
    Optional<Verdict> outOfSupport(Update update) {
        if (facts.branch() == Branch.LTSB && !asOf.isBefore(LTSB_ENDS)) {
            return Optional.of(new Verdict.OutOfSupport(
                    update.id(), LTSB_ENDS, ended("Support of the long-term branch has ended", LTSB_ENDS)));
        }
        var release = facts.release();
        var first = update.firstDay();
        if (release == null || update.kind() == Kind.FEATURE || first.isEmpty() || release.isSupportedOn(first.get())) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.OutOfSupport(
                update.id(),
                release.supportEnds(),
                ended("It came out after support of release " + release.label() + " had ended", release.supportEnds())
                        .fact("published", first.get())));
    }

    private Reason ended(String text, LocalDate on) {
        return Reason.of("support-ended", text, LIFE_CYCLE)
                .fact("supportEnds", on)
                .mendedBy("update to a supported release");
    }

    /**
     * A release that may not be skipped comes first: one that nobody may, between the site's and the update's, or one that
     * the rollout of the update names.
     */
    Optional<Verdict> skipsFloor(Update update) {
        var release = facts.release();
        if (release == null) {
            return Optional.empty();
        }
        return catalog.releases().stream()
                .filter(floor -> isFloor(floor, update) && floor.version().isNewerThan(release.version()))
                .min(Comparator.comparing(Release::version))
                .map(floor -> new Verdict.NotApplicable(
                        update.id(),
                        Reason.of(
                                        "floor-release",
                                        "Release " + floor.label() + " may not be skipped",
                                        floor.floor() ? floor.sources() : update.sources())
                                .fact("release", release.label())
                                .needing(floor.label() + " or later")
                                .mendedBy(wayTo(floor))));
    }

    private boolean isFloor(Release floor, Update update) {
        var target = update.release() == null
                ? null
                : catalog.release(update.release()).orElseThrow();
        if (target != null && !target.version().isNewerThan(floor.version())) {
            return false;
        }
        var rollout = update.rollout();
        return (floor.floor() && target != null)
                || (rollout != null && rollout.floors().contains(floor.label()));
    }

    /** How a site comes to that release: by the updates that bring it. */
    private String wayTo(Release release) {
        var bringing = catalog.updates().stream()
                .filter(update -> release.label().equals(update.release()) && !placedOn(update, release))
                .map(Update::id)
                .collect(Collectors.joining(" or "));
        return bringing.isEmpty()
                ? "update to release " + release.label() + " first"
                : "install " + bringing + " first";
    }

    /** Older supported releases get security fixes only; said as a fact, for each article states its own releases. */
    Reason supportOf(Reason reason) {
        var release = facts.release();
        if (release == null) {
            return reason;
        }
        return reason.fact("release", release.label())
                .fact("supported", release.isSupportedOn(asOf))
                .fact("supportEnds", release.supportEnds());
    }
}
