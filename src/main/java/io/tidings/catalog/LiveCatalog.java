package io.tidings.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The catalog of one tenant in an epoch, with the day that all its verdicts are judged on, and the instant, at which rollouts
 * are. Two replicas that hold the same epoch hold equal values, whatever their clocks say.
 */
public record LiveCatalog(long epoch, LocalDate asOf, Instant at, Catalog catalog) {

    /** The next instant at which, without anybody doing anything, something else may be offered. */
    public Optional<Instant> nextBoundary() {
        return Boundaries.next(this);
    }
}
