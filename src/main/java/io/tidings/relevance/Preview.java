package io.tidings.relevance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Population;
import io.tidings.hierarchy.StandingId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The blast radius of a change, pure: who would get the update, who would lose another because of it, and whom it would not
 * reach and why, told by standings and by the hierarchies that share them.
 */
final class Preview {
    private static final int SAMPLES = 5;

    private final Catalog after;
    private final LocalDate asOf;
    private final Update update;
    private final CompiledCatalog now;
    private final CompiledCatalog then;
    private final Tally gets = new Tally();
    private final Tally keeps = new Tally();
    private final Tally misses = new Tally();
    private final Map<String, Tally> loses = new TreeMap<>();
    private final Map<String, Tally> blocked = new TreeMap<>();
    private final List<StandingId> reached = new ArrayList<>();

    private Preview(Catalog before, Catalog after, LocalDate asOf, Update update) {
        this.after = after;
        this.asOf = asOf;
        this.update = update;
        this.now = new CompiledCatalog(before, asOf);
        this.then = new CompiledCatalog(after, asOf);
    }

    static Preview of(Catalog before, Catalog after, LocalDate asOf, String id, List<Population> all) {
        var preview = new Preview(before, after, asOf, after.update(id).orElseThrow());
        all.forEach(preview::look);
        return preview;
    }

    /** So many standings and hierarchies, and some of them. */
    private static final class Tally {
        private long standings;
        private long hierarchies;
        private final List<Population> samples = new ArrayList<>();

        void add(Population some) {
            standings++;
            hierarchies += some.hierarchies();
            if (samples.size() < SAMPLES) {
                samples.add(some);
            }
        }

        ObjectNode write(ObjectNode node) {
            node.put("standings", standings).put("hierarchies", hierarchies);
            var list = node.putArray("samples");
            samples.forEach(some -> list.addObject()
                    .put("standing", some.standing().id().toString())
                    .put("hierarchies", some.hierarchies())
                    .put("hierarchy", some.sample()));
            return node;
        }
    }

    private void look(Population some) {
        var before = now.offered(some.standing());
        var offered = then.offered(some.standing());
        for (var id : before) {
            if (!offered.contains(id)) {
                loses.computeIfAbsent(id, other -> new Tally()).add(some);
            }
        }
        if (!offered.contains(update.id())) {
            misses.add(some);
            blocked.computeIfAbsent(reason(some), code -> new Tally()).add(some);
        } else {
            (before.contains(update.id()) ? keeps : gets).add(some);
            reached.add(some.standing().id());
        }
    }

    /** Alone it would be offered where a successor is: that is then the reason. */
    private String reason(Population some) {
        var verdict = Relevance.judge(some.standing(), new Situation(after, asOf, Gates.NONE, List.of(update)))
                .verdicts()
                .getFirst();
        return verdict instanceof Verdict.Offered
                ? "superseded-by-published"
                : verdict.reason().code();
    }

    /** The buckets below which hierarchies are inside, for each step of that rollout. */
    static List<Integer> ends(Rollout rollout) {
        return rollout.steps().stream()
                .map(step -> new Gate("", 0, step.percent()).below())
                .toList();
    }

    /** {@code below} tells of each standing how many hierarchies each step of the rollout reaches. */
    ObjectNode toJson(Map<StandingId, List<Long>> below) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("update", update.id()).put("asOf", asOf.toString());
        gets.write(node.putObject("gets"));
        keeps.write(node.putObject("keeps"));
        var lost = node.putArray("loses");
        loses.forEach((id, tally) -> tally.write(lost.addObject().put("update", id)));
        var held = misses.write(node.putObject("blocked")).putArray("reasons");
        blocked.forEach((code, tally) -> tally.write(held.addObject().put("reason", code)));
        if (update.rollout() != null) {
            steps(node, update.rollout(), below);
        }
        return node;
    }

    private void steps(ObjectNode node, Rollout rollout, Map<StandingId, List<Long>> below) {
        var steps = node.putArray("steps");
        var openings = rollout.openings();
        for (int i = 0; i < openings.size(); i++) {
            int step = i;
            steps.addObject()
                    .put("opens", openings.get(i).toString())
                    .put("percent", rollout.steps().get(i).percent())
                    .put(
                            "hierarchies",
                            reached.stream()
                                    .map(below::get)
                                    .filter(Objects::nonNull)
                                    .mapToLong(counts -> counts.get(step))
                                    .sum());
        }
    }
}
