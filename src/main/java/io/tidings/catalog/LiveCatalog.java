package io.tidings.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The catalog of an epoch, with the day that all its verdicts are judged on, and the instant, at which rollouts are. Two replicas that hold the same epoch hold
 * equal values, whatever their clocks say.
 */
public record LiveCatalog(long epoch, LocalDate asOf, Instant at, Catalog catalog) {

    static final LiveCatalog NONE = new LiveCatalog(0, LocalDate.EPOCH, Instant.EPOCH, Catalog.EMPTY);

    /** The next instant at which, without anybody doing anything, something else may be offered. */
    public Optional<Instant> nextBoundary() {
        return Boundaries.next(this);
    }
}
