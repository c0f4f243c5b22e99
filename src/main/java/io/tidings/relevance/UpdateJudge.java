package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Condition;
import io.tidings.catalog.Distribution;
import io.tidings.catalog.Lineage.Tie;
import io.tidings.catalog.Requirement;
import io.tidings.catalog.Update;
import io.tidings.relevance.Finding.Fails;
import io.tidings.relevance.Finding.Undecided;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges one update after the other for one standing. The order of the questions decides which reason is told when
 * several hold: what the update is, whether it belongs here, what is there already, whether it is out, what it asks for.
 */
final class UpdateJudge {
    private static final Set<Class<? extends Condition>> PLACING = Set.of(
            Condition.OnBranches.class,
            Condition.OnReleases.class,
            Condition.SinceRelease.class,
            Condition.BuildWithin.class);

    private final Facts facts;
    private final Catalog catalog;
    private final LocalDate asOf;
    private final Gates gates;
    private final ConditionJudge conditions;
    private final ReleaseJudge releases;
    private final List<Function<Update, Optional<Verdict>>> questions;

    UpdateJudge(Facts facts, Situation situation) {
        this.facts = facts;
        this.catalog = situation.catalog();
        this.asOf = situation.asOf();
        this.gates = situation.gates();
        this.conditions = new ConditionJudge(facts, catalog);
        this.releases = new ReleaseJudge(facts, catalog, asOf);
        this.questions = List.of(
                this::notDistributed,
                releases::unknownBuild,
                releases::alreadyRuns,
                this::notHere,
                this::alreadyThere,
                this::notOut,
                releases::heldByRing,
                releases::outOfSupport,
                releases::skipsFloor,
                this::conditionFails);
    }

    Verdict judge(Update update) {
        for (var question : questions) {
            var answer = question.apply(update);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return new Verdict.Offered(update.id(), offered(update));
    }

    private Reason offered(Update update) {
        var reason = Reason.of("applies", "Every condition of the update holds", update.sources())
                .fact("version", facts.version())
                .fact("baseRing", facts.ring().wireName());
        reason = releases.supportOf(reason);
        if (facts.installed() == null) {
            return reason.fact("installed", null);
        }
        return facts.strangers().isEmpty() ? reason : reason.fact("installedButUnknown", facts.strangers());
    }

    private Optional<Verdict> notDistributed(Update update) {
        if (update.distribution() == Distribution.IN_CONSOLE) {
            return Optional.empty();
        }
        var how = update.distribution().wireName();
        return Optional.of(new Verdict.NotDistributed(
                update.id(),
                Reason.of(how, "It does not come through the console: " + how.replace('-', ' '), update.sources())
                        .fact("distribution", how)
                        .needing(Distribution.IN_CONSOLE.wireName())
                        .mendedBy(wayOf(update.distribution()))));
    }

    private static String wayOf(Distribution distribution) {
        return switch (distribution) {
            case REGISTRATION_TOOL -> "import it with the update registration tool";
            case MANUAL_DOWNLOAD -> "download it and install it by hand";
            case IN_CONSOLE, NONE, NOT_STATED -> "nothing: the documents name no way to it";
        };
    }

    /** Branch, release and build come before all else: another release's supersedence is of no interest here. */
    private Optional<Verdict> notHere(Update update) {
        return firstUnmet(update, true);
    }

    private Optional<Verdict> conditionFails(Update update) {
        return firstUnmet(update, false);
    }

    private Optional<Verdict> firstUnmet(Update update, boolean placing) {
        @Nullable Reason undecided = null;
        for (var requirement : update.requirements()) {
            if (isPlacing(requirement) == placing) {
                switch (conditions.judge(update, requirement)) {
                    case Finding.Holds() -> {}
                    case Fails(var why) -> {
                        return Optional.of(new Verdict.NotApplicable(update.id(), why));
                    }
                    case Undecided(var why) -> undecided = why;
                }
            }
        }
        return undecided == null
                ? Optional.empty()
                : Optional.of(new Verdict.UnknownAtLevel(
                        update.id(), undecided.mendedBy("report at level 2, which tells what is installed")));
    }

    static boolean isPlacing(Requirement requirement) {
        return PLACING.contains(requirement.condition().getClass());
    }

    private Optional<Verdict> alreadyThere(Update update) {
        var id = update.id();
        var installed = facts.installed() != null && facts.installed().contains(id);
        if (Presence.inRelease(facts, id)) {
            return Optional.of(contained(update, "release"));
        }
        var carrier = Presence.newer(facts, catalog, id, Tie.CONTAINED);
        if (carrier.isPresent() && !installed) {
            return carrier.map(newer -> contained(update, newer));
        }
        var successor = Presence.newer(facts, catalog, id, Tie.SUPERSEDED);
        if (successor.isPresent()) {
            return successor.map(newer -> new Verdict.SupersededByInstalled(
                    id, newer, tie("superseded-by-installed", "A successor is installed: ", newer)));
        }
        if (!installed || (carrier.isEmpty() && isNewAgain(update))) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.AlreadyInstalled(
                id,
                Reason.of("installed", "It is installed", update.sources())
                        .fact("installed", id)
                        .mendedBy("nothing: it is there")));
    }

    private Verdict contained(Update update, String carrier) {
        return new Verdict.ContainedInInstalled(
                update.id(), carrier, tie("contained-in-installed", "Its content is installed with ", carrier));
    }

    /** The documents of a tie are those of the newer one: there it is stated. */
    private Reason tie(String code, String text, String newer) {
        var sources = catalog.update(newer).map(Update::sources).orElse(List.of());
        return Reason.of(code, text + newer, sources)
                .fact("installed", newer)
                .mendedBy("nothing: " + newer + " is there in its place");
    }

    /** Published anew under the same number: a site with the first release sees it once more (rule 13). */
    private boolean isNewAgain(Update update) {
        return facts.firstReleases().contains(update.id())
                && gates.availability(update, asOf) instanceof Availability.Published(var since, var republished)
                && republished;
    }

    private Optional<Verdict> notOut(Update update) {
        var id = update.id();
        var sources = update.sources();
        return switch (gates.availability(update, asOf)) {
            case Availability.Published ignored -> Optional.empty();
            case Availability.NotYet(var from) ->
                Optional.of(new Verdict.NotYetAvailable(
                        id,
                        from,
                        Reason.of(
                                        from == null ? "no-publication-day" : "not-yet-published",
                                        from == null ? "No day of publication is known" : "It is not out yet",
                                        sources)
                                .fact("asOf", asOf)
                                .needing(from == null ? "a day of publication" : from + " or later")
                                .mendedBy(from == null ? "the publisher publishes it" : "wait until " + from)));
            case Availability.Withdrawn(var on, var by) ->
                Optional.of(new Verdict.Withdrawn(
                        id,
                        on,
                        ended("withdrawn", "It was withdrawn", by, sources)
                                .mendedBy(instead(by, "the publisher publishes it anew"))
                                .fact("on", on)));
            case Availability.Expired(var on, var by) ->
                Optional.of(new Verdict.Expired(
                        id,
                        on,
                        ended("expired", "It has expired", by, sources)
                                .mendedBy(instead(by, "nothing: its time is over"))
                                .fact("on", on)));
            case Availability.Paused(var since, var before) ->
                Optional.of(new Verdict.HeldByRollout(
                        id,
                        null,
                        null,
                        Reason.of("publication-paused", "Its publication is paused", sources)
                                .fact("since", since)
                                .mendedBy("the publisher resumes it")));
        };
    }

    private Reason ended(String code, String text, @Nullable String by, List<String> sources) {
        return Reason.of(code, by == null ? text : text + "; " + by + " took its place", sources)
                .fact("asOf", asOf);
    }

    private static String instead(@Nullable String by, String otherwise) {
        return by == null ? otherwise : "install " + by + " instead";
    }
}
