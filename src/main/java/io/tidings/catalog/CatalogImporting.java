package io.tidings.catalog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** One import while it runs: what the catalog was before, what differs, and what is written because of it. */
final class CatalogImporting {

    private final CatalogStore store;
    private final Catalog incoming;
    private final String by;
    private final List<String> added = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private int unchanged;
    private int releases;

    CatalogImporting(CatalogStore store, Catalog incoming, String by) {
        this.store = store;
        this.incoming = incoming;
        this.by = by;
    }

    /** Completes with whether anything differs; fails with CatalogRefused when the outcome does not hold together. */
    Uni<Boolean> in(SqlConnection connection) {
        return store.read(connection).chain(before -> write(connection, before.catalog()));
    }

    ImportReport report(long epoch) {
        return new ImportReport(epoch, List.copyOf(added), List.copyOf(changed), unchanged, releases);
    }

    private Uni<Boolean> write(SqlConnection connection, Catalog before) {
        Catalog after = CatalogMerge.of(before, incoming);
        releases = after.releases().size();
        incoming.updates().forEach(update -> compare(before, update));
        if (after.equals(before)) {
            return Uni.createFrom().item(false);
        }
        return store.putFrame(connection, after)
                .chain(() -> store.putUpdates(connection, incoming.updates(), by))
                .replaceWith(true);
    }

    private void compare(Catalog before, Update update) {
        Update old = before.update(update.id()).orElse(null);
        if (old == null) {
            added.add(update.id());
        } else if (old.equals(update)) {
            unchanged++;
        } else {
            changed.add(update.id());
        }
    }
}
