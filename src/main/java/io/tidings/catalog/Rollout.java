package io.tidings.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How a published update reaches those whom it fits: in steps, each opening a share of them. A step opens at its time, not
 * before the one ahead of it has baked, and within the window. The clock of a rollout stands still while it is held. Without
 * steps it reaches all at once. Pure: what is open at an instant follows from the value alone.
 */
public record Rollout(
        List<RolloutStep> steps,
        Duration bake,
        @Nullable DailyWindow window,
        @Nullable HaltRule halt,
        SortedSet<String> floors,
        List<Hold> holds) {

    private static final int ALL = 100;

    public Rollout {
        steps = List.copyOf(steps);
        floors = Values.sorted(floors);
        holds = List.copyOf(holds);
    }

    /** A share of all hierarchies, in percent, and when it is planned to open. */
    public record RolloutStep(Instant at, int percent) {}

    /** A time in which the rollout stood still; without an end it still does. */
    public record Hold(Instant from, @Nullable Instant until, String cause) {
        boolean isOpen() {
            return until == null;
        }
    }

    /** How far it has come: {@code step} counts from 1, and 0 is before the first; {@code held} while it stands still. */
    public record Reached(int step, int percent, boolean held) {}

    /** The rule by which it stops: its own, or the default one where it goes in steps. */
    public Optional<HaltRule> haltRule() {
        return halt != null ? Optional.of(halt) : steps.isEmpty() ? Optional.empty() : Optional.of(HaltRule.DEFAULT);
    }

    /** Whether outcomes may still stop it: until its last step has opened and baked, and always where there are no steps. */
    public boolean isOnTrial(Instant now) {
        List<Instant> openings = openings();
        return openings.isEmpty()
                || openings.size() < steps.size()
                || running(openings.getLast(), openings.getLast().plus(bake))
                        .filter(baked -> !now.isBefore(baked))
                        .isEmpty();
    }

    /** The step and the percentage that are open at that instant. */
    public Reached reachedAt(Instant now) {
        boolean held = holds.stream()
                .anyMatch(hold -> !hold.from().isAfter(now)
                        && (hold.until() == null || hold.until().isAfter(now)));
        if (steps.isEmpty()) {
            return new Reached(0, ALL, held);
        }
        int open = (int)
                openings().stream().filter(opening -> !opening.isAfter(now)).count();
        return new Reached(open, open == 0 ? 0 : steps.get(open - 1).percent(), held);
    }

    /** When each step opens, in their order; shorter than the steps while the rollout is held without an end. */
    public List<Instant> openings() {
        List<Instant> openings = new ArrayList<>();
        for (RolloutStep step : steps) {
            Optional<Instant> opens = running(Instant.MIN, step.at());
            if (!openings.isEmpty()) {
                Instant before = openings.getLast();
                Optional<Instant> baked = running(before, before.plus(bake));
                opens = opens.flatMap(planned -> baked.map(done -> done.isAfter(planned) ? done : planned));
            }
            opens = opens.flatMap(this::whileOpen);
            if (opens.isEmpty()) {
                break;
            }
            openings.add(opens.get());
        }
        return openings;
    }

    /** The next instant after that one at which more is open. */
    public Optional<Instant> opensAfter(Instant now) {
        return openings().stream().filter(opening -> opening.isAfter(now)).findFirst();
    }

    /** That time, later by every hold that began since and before it; nothing when such a hold has no end. */
    private Optional<Instant> running(Instant since, Instant time) {
        Instant later = time;
        for (Hold hold : holds) {
            if (!hold.from().isBefore(since) && hold.from().isBefore(later)) {
                if (hold.until() == null) {
                    return Optional.empty();
                }
                later = later.plus(Duration.between(hold.from(), hold.until()));
            }
        }
        return Optional.of(later);
    }

    /** The first instant from that one on that lies in the window and in no hold. */
    private Optional<Instant> whileOpen(Instant time) {
        Instant found = time;
        for (Instant before = Instant.MIN; !before.equals(found); ) {
            before = found;
            found = window == null ? found : window.from(found);
            for (Hold hold : holds) {
                if (hold.from().isBefore(found) && hold.until() == null) {
                    return Optional.empty();
                }
                if (hold.from().isBefore(found) && hold.until() != null && found.isBefore(hold.until())) {
                    found = hold.until();
                }
            }
        }
        return Optional.of(found);
    }

    /** Stands still from that instant on; as it is when it already does. */
    Rollout held(Instant from, String cause) {
        if (holds.stream().anyMatch(Hold::isOpen)) {
            return this;
        }
        List<Hold> more = new ArrayList<>(holds);
        more.add(new Hold(from, null, cause));
        return withHolds(more);
    }

    /** Goes on at that instant where it stood. */
    Rollout resumed(Instant at) {
        return withHolds(holds.stream()
                .map(hold -> hold.isOpen() ? new Hold(hold.from(), at, hold.cause()) : hold)
                .toList());
    }

    Rollout withHolds(List<Hold> others) {
        return new Rollout(steps, bake, window, halt, floors, others);
    }
}
