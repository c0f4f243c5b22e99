package io.tidings.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidings.protocol.CatalogDocument.OfferedUpdate;
import java.io.IOException;
import java.util.List;

/**
 * The way from one edition to another: take out what is removed, put in what is changed and added. {@code full} says that
 * the first one is not known here, so that everything of the second is in {@code added}: begin with nothing.
 */
public record CatalogChanges(
        long since,
        long edition,
        boolean full,
        List<OfferedUpdate> added,
        List<OfferedUpdate> changed,
        List<String> removed) {

    /** The name and version of this form. */
    public static final String SCHEMA = "catalog-changes/1";

    public CatalogChanges {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    public byte[] toJson() {
        return CatalogDocument.written(json -> {
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            // as it was asked, whatever was asked
            json.writeFieldName("since");
            json.writeNumber(Long.toUnsignedString(since));
            json.writeNumberField("edition", edition);
            json.writeBooleanField("full", full);
            write(json, "added", added);
            write(json, "changed", changed);
            json.writeArrayFieldStart("removed");
            for (String id : removed) {
                json.writeString(id);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, String field, List<OfferedUpdate> entries) throws IOException {
        json.writeArrayFieldStart(field);
        for (OfferedUpdate entry : entries) {
            CatalogDocument.write(json, entry);
        }
        json.writeEndArray();
    }
}
