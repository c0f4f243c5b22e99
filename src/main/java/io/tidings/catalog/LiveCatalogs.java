package io.tidings.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The catalogs of all tenants in one epoch: one number and one day for the whole installation. */
public record LiveCatalogs(long epoch, LocalDate asOf, Instant at, SortedMap<String, Catalog> byTenant) {

    static final LiveCatalogs NONE = new LiveCatalogs(0, LocalDate.EPOCH, Instant.EPOCH, Collections.emptySortedMap());

    public LiveCatalogs {
        byTenant = Collections.unmodifiableSortedMap(new TreeMap<>(byTenant));
    }

    /** That tenant's; one without updates has an empty one. */
    public LiveCatalog of(String tenant) {
        return new LiveCatalog(epoch, asOf, at, byTenant.getOrDefault(tenant, Catalog.EMPTY));
    }

    /** The tenants that have one, each with its own. */
    public Stream<Map.Entry<String, LiveCatalog>> all() {
        return byTenant.keySet().stream().map(tenant -> Map.entry(tenant, of(tenant)));
    }

    /** The updates of all tenants. */
    public Stream<Update> updates() {
        return byTenant.values().stream().flatMap(catalog -> catalog.updates().stream());
    }

    /** That time, or that of the epoch where a clock is behind it: nothing is dated before what it follows. */
    public Instant notBefore(Instant now) {
        return now.isBefore(at) ? at : now;
    }
}
