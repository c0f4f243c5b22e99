package io.tidings.relevance;

import io.tidings.catalog.Availability;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Rollout;
import io.tidings.catalog.Rollout.Hold;
import io.tidings.catalog.Update;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** An update of a tenant whose rollout its outcomes may still stop, and from when on they count: since it came out or last went on. */
record Trial(String tenant, String update, SortedSet<UUID> packages, Instant since) {

    static List<Trial> in(String tenant, LiveCatalog live, Instant now) {
        return live.catalog().updates().stream()
                .flatMap(update -> of(tenant, update, live, now).stream())
                .toList();
    }

    private static Optional<Trial> of(String tenant, Update update, LiveCatalog live, Instant now) {
        Rollout rollout = update.rollout();
        if (rollout == null
                || update.packageGuids().isEmpty()
                || rollout.haltRule().isEmpty()
                || !rollout.isOnTrial(now)) {
            return Optional.empty();
        }
        return update.availabilityOn(live.asOf()) instanceof Availability.Published published
                ? Optional.of(new Trial(
                        tenant,
                        update.id(),
                        update.packageGuids(),
                        lastGoneOn(
                                rollout,
                                published.since().atStartOfDay(ZoneOffset.UTC).toInstant())))
                : Optional.empty();
    }

    private static Instant lastGoneOn(Rollout rollout, Instant published) {
        return rollout.holds().stream()
                .map(Hold::until)
                .filter(Objects::nonNull)
                .filter(published::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(published);
    }
}
