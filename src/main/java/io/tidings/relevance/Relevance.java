package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules, plain: every update of a catalog judged for one standing on one day, each verdict with its reason. Pure: no
 * I/O, no clock, equal arguments give equal verdicts.
 */
public final class Relevance {

    private Relevance() {}

    public static Judgement judge(Standing standing, Catalog catalog, LocalDate asOf) {
        return judge(standing, catalog, asOf, update -> true);
    }

    /** As if the catalog held only the updates of that universe; what is installed may lie outside it. */
    public static Judgement judge(Standing standing, Catalog catalog, LocalDate asOf, Predicate<Update> universe) {
        return judge(standing, catalog, asOf, newestFirst(catalog, asOf), universe);
    }

    /** For many standings on one day: the order is the same for all of them. */
    static Judgement judge(
            Standing standing, Catalog catalog, LocalDate asOf, List<Update> ordered, Predicate<Update> universe) {
        var judge = new UpdateJudge(Facts.of(standing, catalog), catalog, asOf);
        var verdicts = new ArrayList<Verdict>(ordered.size());
        for (var update : ordered) {
            if (universe.test(update)) {
                verdicts.add(judge.judge(update));
            }
        }
        return new Judgement(withoutSuperseded(verdicts, judge));
    }

    /** What is out for longer comes later; equal days by id, so that the order is always the same. */
    static List<Update> newestFirst(Catalog catalog, LocalDate asOf) {
        var days = new HashMap<String, LocalDate>();
        for (var update : catalog.updates()) {
            days.put(update.id(), since(update, asOf));
        }
        return catalog.updates().stream()
                .sorted(Comparator.comparing((Update update) -> days.getOrDefault(update.id(), LocalDate.MIN))
                        .reversed()
                        .thenComparing(Update::id))
                .toList();
    }

    private static LocalDate since(Update update, LocalDate asOf) {
        return update.availabilityOn(asOf) instanceof Availability.Published out ? out.since() : LocalDate.MIN;
    }

    private static List<Verdict> withoutSuperseded(List<Verdict> verdicts, UpdateJudge judge) {
        var offered = new HashSet<String>();
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Offered) {
                offered.add(verdict.update());
            }
        }
        return verdicts.stream()
                .map(verdict -> verdict instanceof Verdict.Offered ? judge.unlessSuperseded(verdict, offered) : verdict)
                .toList();
    }
}
