package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.Release;
import io.tidings.catalog.Revision;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Rollout.Hold;
import io.tidings.catalog.Rollout.RolloutStep;
import io.tidings.catalog.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Rollouts as they may stand on a day, the same for the same seed: not begun, under way, paused, over, with floors. */
final class RolloutsAtRandom {
    private final Random random;

    RolloutsAtRandom(long seed) {
        this.random = new Random(seed);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    /** The same catalog, in which a third of the updates are being rolled out on that day. */
    Catalog in(Catalog catalog, LocalDate day) {
        var changed = new ArrayList<Update>();
        for (var update : catalog.updates()) {
            changed.add(random.nextInt(3) == 0 ? rolledOut(update, catalog.releases(), day) : update);
        }
        return Catalog.of(catalog.releases(), changed, catalog.packages(), catalog.sources());
    }

    private Update rolledOut(Update update, List<Release> releases, LocalDate day) {
        var began = noon(day).minus(Duration.ofHours(random.nextInt(10)));
        var holds = new ArrayList<Hold>();
        var revisions = new ArrayList<>(update.revisions());
        if (random.nextInt(4) == 0 && !update.revisions().isEmpty()) {
            holds.add(new Hold(noon(day).minusSeconds(1), null, "paused"));
            revisions.add(Revision.of(day, Revision.Event.PAUSED));
        }
        var floors = new TreeSet<String>();
        if (random.nextInt(3) == 0) {
            floors.add(releases.get(random.nextInt(releases.size())).label());
        }
        var steps = List.of(
                new RolloutStep(began, 1 + random.nextInt(99)), new RolloutStep(began.plus(Duration.ofHours(5)), 100));
        return update.withRevisions(revisions)
                .withRollout(new Rollout(steps, Duration.ZERO, null, null, floors, holds));
    }
}
