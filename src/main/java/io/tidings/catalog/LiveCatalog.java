package io.tidings.catalog;

import java.time.LocalDate;

/**
 * The catalog of an epoch, with the day that all its verdicts are judged on. Two replicas that hold the same epoch hold
 * equal values, whatever their clocks say.
 */
public record LiveCatalog(long epoch, LocalDate asOf, Catalog catalog) {

    static final LiveCatalog NONE = new LiveCatalog(0, LocalDate.EPOCH, Catalog.EMPTY);
}
