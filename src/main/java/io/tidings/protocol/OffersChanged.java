package io.tidings.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Something else is offered to a hierarchy: what came and what went since the record before. One that is sent again is
 * equal to the first, and {@code at} grows from one change of a hierarchy to its next.
 */
public record OffersChanged(
        String hierarchyId, long epoch, long edition, List<String> added, List<String> removed, Instant at) {

    public OffersChanged {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    public byte[] toJson() {
        return CatalogDocument.written(json -> {
            json.writeStartObject();
            json.writeStringField("hierarchyId", hierarchyId);
            json.writeNumberField("epoch", epoch);
            json.writeNumberField("edition", edition);
            write(json, "added", added);
            write(json, "removed", removed);
            json.writeStringField("at", at.toString());
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, String field, List<String> ids) throws IOException {
        json.writeArrayFieldStart(field);
        for (String id : ids) {
            json.writeString(id);
        }
        json.writeEndArray();
    }
}
