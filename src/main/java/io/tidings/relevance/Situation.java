package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.Update;
import java.time.LocalDate;
import java.util.List;

/** What standings are judged against: a catalog on a day, how far its rollouts have come, and its updates newest first. */
record Situation(Catalog catalog, LocalDate asOf, Gates gates, List<Update> ordered) {

    static Situation of(LiveCatalog live) {
        return of(live.catalog(), live.asOf(), Gates.of(live));
    }

    static Situation of(Catalog catalog, LocalDate asOf, Gates gates) {
        return new Situation(catalog, asOf, gates, Relevance.newestFirst(catalog, asOf, gates));
    }
}
