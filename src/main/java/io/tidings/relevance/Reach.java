package io.tidings.relevance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Bucket;
import io.tidings.hierarchy.StandingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a rollout has come, how far it would come at once by a change, and by each step of it: as the first bucket that is
 * not inside. Hierarchies are drawn in the same order before and after, so that who is inside the smaller one of two is
 * inside the larger one.
 */
record Reach(int before, int after, @Nullable Rollout plan) {

    /** Whether a standing is offered the update, inside its gate, before and after the change. */
    record Fit(StandingId standing, boolean before, boolean after) {}

    static Reach of(Optional<Update> present, Situation now, Update update, Gates planned) {
        return new Reach(
                present.map(there -> now.gates().below(there, now.asOf())).orElse(0),
                planned.of(update.id()).map(Gate::below).orElse(Bucket.COUNT),
                update.rollout());
    }

    /** Whether not all are reached at once, before or after. */
    boolean isDivided() {
        return (plan != null && !plan.steps().isEmpty()) || (before > 0 && before < Bucket.COUNT);
    }

    /** First that before the change, then that after it, then those of the steps. */
    List<Integer> buckets() {
        var buckets = new ArrayList<>(List.of(before, after));
        if (plan != null) {
            plan.steps().forEach(step -> buckets.add(new Gate("", 0, step.percent()).below()));
        }
        return buckets;
    }

    /** {@code below} tells of each standing how many hierarchies are below each of the buckets. */
    void write(ObjectNode node, List<Fit> fits, Map<StandingId, List<Long>> below) {
        long reached = 0;
        long newly = 0;
        long lost = 0;
        for (var fit : fits) {
            var counts = below.get(fit.standing());
            if (counts != null) {
                long there = fit.before() ? counts.get(0) : 0;
                long then = fit.after() ? counts.get(1) : 0;
                reached += there;
                newly += Math.max(0, then - there);
                lost += Math.max(0, there - then);
            }
        }
        node.putObject("rollout")
                .put("hasReached", reached)
                .put("newlyReaches", newly)
                .put("takesFrom", lost);
        steps(node, fits, below);
    }

    private void steps(ObjectNode node, List<Fit> fits, Map<StandingId, List<Long>> below) {
        var steps = node.putArray("steps");
        if (plan == null) {
            return;
        }
        var openings = plan.openings();
        for (int i = 0; i < openings.size(); i++) {
            int at = i + 2;
            steps.addObject()
                    .put("opens", openings.get(i).toString())
                    .put("percent", plan.steps().get(i).percent())
                    .put(
                            "hierarchies",
                            fits.stream()
                                    .filter(Fit::after)
                                    .map(fit -> below.get(fit.standing()))
                                    .filter(Objects::nonNull)
                                    .mapToLong(counts -> counts.get(at))
                                    .sum());
        }
    }
}
