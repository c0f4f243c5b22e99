package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules, plain: every update of a catalog judged for one standing on one day, each verdict with its reason. Pure: no
 * I/O, no clock, equal arguments give equal verdicts.
 */
public final class Relevance {

    private Relevance() {}

    /** Without rollouts: what is published reaches all. */
    public static Judgement judge(Standing standing, Catalog catalog, LocalDate asOf) {
        return judge(standing, catalog, asOf, update -> true);
    }

    /** As if the catalog held only the updates of that universe; what is installed may lie outside it. */
    public static Judgement judge(Standing standing, Catalog catalog, LocalDate asOf, Predicate<Update> universe) {
        return judge(standing, Situation.of(catalog, asOf, Gates.NONE), universe, null);
    }

    /** For those of that standing who are inside all gates. */
    static Judgement judge(Standing standing, Situation situation) {
        return judge(standing, situation, update -> true, null);
    }

    /** For that hierarchy of the standing, or for those inside all gates when none is named. */
    static Judgement judge(
            Standing standing, Situation situation, Predicate<Update> universe, @Nullable String hierarchyId) {
        var facts = Facts.of(standing, situation.catalog());
        var judge = new UpdateJudge(facts, situation);
        var verdicts = new ArrayList<Verdict>(situation.ordered().size());
        for (var update : situation.ordered()) {
            if (universe.test(update)) {
                verdicts.add(judge.judge(update));
            }
        }
        return new Judgement(new OfferJudge(facts, situation, hierarchyId).settle(verdicts));
    }

    /** What is out for longer comes later; equal days by id, so that the order is always the same. */
    static List<Update> newestFirst(Catalog catalog, LocalDate asOf, Gates gates) {
        var days = new HashMap<String, LocalDate>();
        for (var update : catalog.updates()) {
            days.put(update.id(), since(gates.availability(update, asOf)));
        }
        return catalog.updates().stream()
                .sorted(Comparator.comparing((Update update) -> days.getOrDefault(update.id(), LocalDate.MIN))
                        .reversed()
                        .thenComparing(Update::id))
                .toList();
    }

    private static LocalDate since(Availability availability) {
        return availability instanceof Availability.Published out ? out.since() : LocalDate.MIN;
    }
}
