package io.tidings.relevance;

import io.tidings.catalog.Update;
import io.tidings.hierarchy.Bucket;
import io.tidings.relevance.Verdict.HeldByRollout;
import io.tidings.relevance.Verdict.Offered;
import io.tidings.relevance.Verdict.SupersededByPublished;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last question, put to all at once that would be offered: whom do the rollouts let through, and what stands in the place
 * of what. An update whose gate is shut is, for who is outside, as if it were not there: so what it replaces is offered.
 */
final class OfferJudge {
    private final Facts facts;
    private final Situation situation;
    private final @Nullable String hierarchyId;

    /** Without a hierarchy: for those inside every gate that is open at all. */
    OfferJudge(Facts facts, Situation situation, @Nullable String hierarchyId) {
        this.facts = facts;
        this.situation = situation;
        this.hierarchyId = hierarchyId;
    }

    List<Verdict> settle(List<Verdict> verdicts) {
        var letThrough = new LinkedHashSet<String>();
        for (var verdict : verdicts) {
            if (verdict instanceof Offered
                    && situation
                            .gates()
                            .of(verdict.update())
                            .filter(this::isShut)
                            .isEmpty()) {
                letThrough.add(verdict.update());
            }
        }
        return verdicts.stream()
                .map(verdict -> verdict instanceof Offered offered ? settle(offered, letThrough) : verdict)
                .toList();
    }

    private boolean isShut(Gate gate) {
        return hierarchyId == null ? gate.isClosed() : !gate.lets(hierarchyId);
    }

    private Verdict settle(Offered verdict, Set<String> letThrough) {
        var id = verdict.update();
        var successor = newerThan(id).stream().filter(letThrough::contains).findFirst();
        if (successor.isPresent()) {
            return superseded(id, successor.get());
        }
        return situation
                .gates()
                .of(id)
                .map(gate -> letThrough.contains(id)
                        ? new Offered(id, reached(verdict.reason(), gate))
                        : held(gate, instead(id, letThrough)))
                .orElse(verdict);
    }

    private Set<String> newerThan(String id) {
        var release = facts.release();
        return release == null
                ? Set.of()
                : situation.catalog().lineage().newerThan(id, release.label()).keySet();
    }

    private Verdict superseded(String id, String newer) {
        return new SupersededByPublished(
                id,
                newer,
                Reason.of("superseded-by-published", "A successor is offered: " + newer, sourcesOf(newer))
                        .fact("offered", newer)
                        .mendedBy("install " + newer));
    }

    private List<String> sourcesOf(String id) {
        return situation.catalog().update(id).map(Update::sources).orElse(List.of());
    }

    /** What is offered because that one is not. */
    private List<String> instead(String held, Set<String> letThrough) {
        return letThrough.stream()
                .filter(id -> newerThan(id).contains(held))
                .filter(id -> newerThan(id).stream().noneMatch(letThrough::contains))
                .toList();
    }

    private Verdict held(Gate gate, List<String> instead) {
        var id = gate.update();
        var text = gate.isClosed()
                ? "Its rollout has not begun"
                : "Its rollout has reached " + gate.percent() + " percent of the hierarchies, and not this one";
        var reason = reached(
                Reason.of(gate.isClosed() ? "rollout-not-begun" : "outside-of-rollout", text, sourcesOf(id)), gate);
        if (!gate.isClosed()) {
            reason = reason.needing("a bucket below " + gate.below());
        }
        if (!instead.isEmpty()) {
            reason = reason.fact("offeredInstead", String.join(", ", instead));
        }
        var until = instead.isEmpty() ? "" : "; until then " + String.join(" and ", instead) + " is offered";
        return new HeldByRollout(
                id, bucket(gate), gate.step(), reason.mendedBy(situation.gates().whatOpens(id) + until));
    }

    private Reason reached(Reason reason, Gate gate) {
        var told = reason.fact("rolloutStep", gate.step()).fact("rolloutPercent", gate.percent());
        var next = situation.gates().nextStep(gate.update());
        if (next.isPresent()) {
            told = told.fact("nextStep", next.get());
        }
        return hierarchyId == null ? told : told.fact("bucket", bucket(gate));
    }

    private @Nullable Integer bucket(Gate gate) {
        return hierarchyId == null ? null : Bucket.of(hierarchyId, gate.update());
    }
}
