package io.tidings.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.catalog.PublicCatalog;

/** The documented catalog with copies of its own updates, each under another id, so that it has so many. */
record LargeCatalog(int updates) {

    /** As an import takes it. */
    String json() {
        ObjectNode whole = PublicCatalog.document();
        ArrayNode rows = (ArrayNode) whole.path("updates");
        int own = rows.size();
        for (int i = own; i < updates - whole.path("feature_updates").size(); i++) {
            ObjectNode copy = rows.get(i % own).deepCopy();
            copy.put("id", copy.path("id").asText() + "-" + i);
            rows.add(copy);
        }
        return whole.toString();
    }
}
