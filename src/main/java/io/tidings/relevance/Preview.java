package io.tidings.relevance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Population;
import io.tidings.hierarchy.StandingId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The blast radius of a change, pure: who would get the update, who would lose another because of it, and whom it would not
 * reach and why, told by standings and by the hierarchies that share them.
 */
final class Preview {
    private static final int SAMPLES = 5;

    private final Situation after;
    private final Update update;
    private final Reach reach;
    private final long epoch;
    private final CompiledCatalog now;
    private final CompiledCatalog then;
    private final Tally gets = new Tally();
    private final Tally keeps = new Tally();
    private final Tally misses = new Tally();
    private final Map<String, Tally> loses = new TreeMap<>();
    private final Map<String, Tally> blocked = new TreeMap<>();
    private final List<Reach.Fit> fits = new ArrayList<>();

    private Preview(long epoch, Situation before, Situation after, Update update, Reach reach) {
        this.epoch = epoch;
        this.after = after;
        this.update = update;
        this.reach = reach;
        this.now = new CompiledCatalog(before);
        this.then = new CompiledCatalog(after);
    }

    /** Of what that catalog would offer at that instant in the place of the live one; nobody is looked at yet. */
    static Preview of(LiveCatalog live, Catalog after, Instant now, String id) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var update = after.update(id).orElseThrow();
        var gates = Gates.of(after, day, now);
        var before = Situation.of(live);
        // whom the update fits is told for all, and how far it comes by the reach; others stay behind their gates
        return new Preview(
                live.epoch(),
                before,
                Situation.of(after, day, gates.without(id)),
                update,
                Reach.of(live.catalog().update(id), before, update, gates));
    }

    Preview look(List<Population> all) {
        all.forEach(this::look);
        return this;
    }

    /** The buckets for which {@link #toJson} asks; none where nothing is divided. */
    List<Integer> buckets() {
        return reach.isDivided() ? reach.buckets() : List.of();
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
        }
        fits.add(new Reach.Fit(some.standing().id(), before.contains(update.id()), offered.contains(update.id())));
    }

    /** Alone it would be offered where a successor is: that is then the reason. */
    private String reason(Population some) {
        var verdict = Relevance.judge(
                        some.standing(), new Situation(after.catalog(), after.asOf(), Gates.NONE, List.of(update)))
                .verdicts()
                .getFirst();
        return verdict instanceof Verdict.Offered
                ? "superseded-by-published"
                : verdict.reason().code();
    }

    /** {@code below} tells of each standing how many hierarchies are below each of the buckets. */
    ObjectNode toJson(Map<StandingId, List<Long>> below) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("epoch", epoch)
                .put("update", update.id())
                .put("asOf", after.asOf().toString());
        gets.write(node.putObject("gets"));
        keeps.write(node.putObject("keeps"));
        var lost = node.putArray("loses");
        loses.forEach((id, tally) -> tally.write(lost.addObject().put("update", id)));
        var held = misses.write(node.putObject("blocked")).putArray("reasons");
        blocked.forEach((code, tally) -> tally.write(held.addObject().put("reason", code)));
        if (reach.isDivided()) {
            reach.write(node, fits, below);
        }
        return node;
    }
}
