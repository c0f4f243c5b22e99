package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.Catalog;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Update;
import io.tidings.hierarchy.Bucket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rollouts that have not reached all at one instant, pure. A pause freezes such a rollout: those inside keep the update.
 * Where nothing is left to open there is nothing to freeze, and a pause takes the update from all.
 */
final class Gates {
    static final Gates NONE = new Gates(Map.of());
    private static final int ALL = 100;

    private final Map<String, Ahead> gates;

    /** A gate, and what would open it further: the time of the next step, or that somebody lets it go on. */
    private record Ahead(Gate gate, boolean held, Optional<Instant> next) {}

    private Gates(Map<String, Ahead> gates) {
        this.gates = gates;
    }

    static Gates of(LiveCatalog live) {
        return of(live.catalog(), live.asOf(), live.at());
    }

    static Gates of(Catalog catalog, LocalDate asOf, Instant at) {
        var found = new TreeMap<String, Ahead>();
        for (var update : catalog.updates()) {
            var ahead = ahead(update, asOf, at);
            if (ahead != null) {
                found.put(update.id(), ahead);
            }
        }
        return found.isEmpty() ? NONE : new Gates(Collections.unmodifiableMap(found));
    }

    private static @Nullable Ahead ahead(Update update, LocalDate asOf, Instant at) {
        Rollout rollout = update.rollout();
        if (rollout == null || !(unpaused(update.availabilityOn(asOf)) instanceof Availability.Published)) {
            return null;
        }
        var reached = rollout.reachedAt(at);
        return reached.percent() == ALL
                ? null
                : new Ahead(
                        new Gate(update.id(), reached.step(), reached.percent()),
                        reached.held(),
                        rollout.opensAfter(at));
    }

    private static Availability unpaused(Availability availability) {
        return availability instanceof Availability.Paused(var since, var before) ? before : availability;
    }

    Optional<Gate> of(String update) {
        return Optional.ofNullable(gates.get(update)).map(Ahead::gate);
    }

    /** The same, that update being let through to all. */
    Gates without(String update) {
        var others = new TreeMap<>(gates);
        others.remove(update);
        return others.isEmpty() ? NONE : new Gates(Collections.unmodifiableMap(others));
    }

    /** The first bucket whose hierarchies the update has not reached: 0 before it is out, and all of them where no gate is. */
    int below(Update update, LocalDate asOf) {
        return availability(update, asOf) instanceof Availability.Published
                ? of(update.id()).map(Gate::below).orElse(Bucket.COUNT)
                : 0;
    }

    boolean isEmpty() {
        return gates.isEmpty();
    }

    /** When more will be inside, if that is planned. */
    Optional<Instant> nextStep(String update) {
        return Optional.ofNullable(gates.get(update)).flatMap(Ahead::next);
    }

    /** What would let more inside, in words. */
    String whatOpens(String update) {
        var ahead = gates.get(update);
        if (ahead == null) {
            return "";
        }
        if (ahead.held()) {
            return "the publisher resumes it";
        }
        return ahead.next()
                .map(next -> "wait: its next step opens at " + next)
                .orElse("the publisher plans another step");
    }

    /** Where the publication stands for those who are inside. */
    Availability availability(Update update, LocalDate asOf) {
        var availability = update.availabilityOn(asOf);
        return gates.containsKey(update.id()) ? unpaused(availability) : availability;
    }
}
