package io.tidings.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** One import into the catalog of its actor's tenant while it runs: what that was before, what differs, and what is written because of it. */
final class CatalogImporting {

    private final CatalogStore store;
    private final Catalog incoming;
    private final Audit audit;
    private final Actor actor;
    private final List<String> added = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private int unchanged;
    private int releases;

    CatalogImporting(CatalogStore store, Audit audit, Catalog incoming, Actor actor) {
        this.store = store;
        this.audit = audit;
        this.incoming = incoming;
        this.actor = actor;
    }

    /** Completes with whether anything differs; fails with CatalogRefused when the outcome does not hold together. */
    Uni<Boolean> in(SqlConnection connection) {
        return store.read(connection, actor.tenant()).chain(before -> write(connection, before));
    }

    ImportReport report(long epoch) {
        return new ImportReport(epoch, List.copyOf(added), List.copyOf(changed), unchanged, releases);
    }

    private Uni<Boolean> write(SqlConnection connection, Catalog before) {
        Catalog after = CatalogMerge.of(before, incoming);
        releases = after.releases().size();
        List<Update> updates = incoming.updates().stream()
                .map(update -> after.update(update.id()).orElseThrow())
                .toList();
        updates.forEach(update -> compare(before, update));
        if (after.equals(before)) {
            return Uni.createFrom().item(false);
        }
        return store.putFrame(connection, after, actor)
                .chain(() -> store.putUpdates(connection, updates, actor))
                .chain(() -> audit.record(connection, decision(before, after)))
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

    private Decision decision(Catalog before, Catalog after) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        CatalogJson.texts(detail, "added", added);
        ArrayNode differing = detail.putArray("changed");
        for (String id : changed) {
            ObjectNode one = differing.addObject().put("id", id);
            before.update(id).ifPresent(update -> one.set("before", UpdateJson.write(update)));
            after.update(id).ifPresent(update -> one.set("after", UpdateJson.write(update)));
        }
        return new Decision(actor.tenant(), actor.name(), "catalog.import", "catalog", detail.toString());
    }
}
