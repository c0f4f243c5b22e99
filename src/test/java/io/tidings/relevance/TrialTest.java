package io.tidings.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.catalog.Effects;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Revision;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Rollout.Hold;
import io.tidings.catalog.Rollout.RolloutStep;
import io.tidings.catalog.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which updates their outcomes may stop, and from when on. */
class TrialTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final UUID GUID = UUID.randomUUID();

    @Test
    void outcomesCountSinceItCameOut_andSinceItLastWentOn() {
        assertThat(trials(rolling(List.of())))
                .containsExactly(
                        new Trial("default", "u", new TreeSet<>(List.of(GUID)), Instant.parse("2020-06-01T00:00:00Z")));
        var held = new Hold(NOW.minusSeconds(60), NOW.minusSeconds(30), "halted");
        var before = new Hold(NOW.minusSeconds(90), NOW.minusSeconds(80), "paused");
        assertThat(trials(rolling(List.of(before, held))))
                .extracting(Trial::since)
                .containsExactly(NOW.minusSeconds(30));
    }

    @Test
    void whatIsNotRolledOutOrPausedOrHasNoPackageIsNotOnTrial() {
        var rolling = rolling(List.of());
        assertThat(trials(rolling.withRollout(null))).isEmpty();
        assertThat(trials(Catalogs.update("u").withRollout(rolling.rollout()))).isEmpty();
        var revisions = new ArrayList<>(rolling.revisions());
        revisions.add(Revision.of(DAY, Revision.Event.PAUSED));
        assertThat(trials(rolling.withRevisions(revisions))).isEmpty();
    }

    private static List<Trial> trials(Update update) {
        return Trial.in("default", new LiveCatalog(1, DAY, NOW, Catalogs.of(update)), NOW);
    }

    private static Update rolling(List<Hold> holds) {
        var steps = List.of(new RolloutStep(NOW.minusSeconds(100), 10), new RolloutStep(NOW.plusSeconds(100), 100));
        var plain = Catalogs.update("u");
        return new Update(
                plain.id(),
                plain.kbs(),
                plain.title(),
                plain.kind(),
                plain.release(),
                plain.distribution(),
                plain.generalFrom(),
                plain.revisions(),
                plain.requirements(),
                plain.supersedence(),
                Effects.NONE,
                new TreeSet<>(List.of(GUID)),
                plain.contents(),
                plain.links(),
                plain.sources(),
                new Rollout(steps, Duration.ZERO, null, null, Collections.emptySortedSet(), holds));
    }
}
