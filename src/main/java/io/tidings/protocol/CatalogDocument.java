package io.tidings.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as a connection point gets it: exactly what it is offered, newest first. Equal offers make equal documents,
 * whoever asks.
 */
public record CatalogDocument(List<OfferedUpdate> updates) {

    /** The name and version of this form. */
    public static final String SCHEMA = "catalog/1";

    private static final JsonFactory JSON = new JsonFactory();

    public CatalogDocument {
        updates = List.copyOf(updates);
    }

    /** One offered update; what is not known or empty is left out of the JSON. */
    public record OfferedUpdate(
            String id,
            Collection<String> kbs,
            @Nullable String title,
            String kind,
            @Nullable String release,
            @Nullable LocalDate availableFrom,
            Collection<UUID> packageGuids,
            Collection<String> impact,
            boolean restart,
            @Nullable Boolean siteReset,
            SortedMap<String, String> versions,
            Collection<String> contents,
            Collection<String> links) {}

    /** The document with its number, as the bytes that are sent and signed. */
    public byte[] toJson(long edition) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeNumberField("edition", edition);
            json.writeArrayFieldStart("updates");
            for (OfferedUpdate entry : updates) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** One entry alone, in the bytes it has inside the document. */
    public static byte[] toJson(OfferedUpdate entry) {
        return written(json -> write(json, entry));
    }

    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void write(JsonGenerator json, OfferedUpdate entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id);
        list(json, "kbs", entry.kbs);
        text(json, "title", entry.title);
        json.writeStringField("kind", entry.kind);
        text(json, "release", entry.release);
        text(json, "availableFrom", entry.availableFrom);
        list(json, "packageGuids", entry.packageGuids);
        list(json, "impact", entry.impact);
        if (entry.restart) {
            json.writeBooleanField("restart", true);
        }
        if (entry.siteReset != null) {
            json.writeBooleanField("siteReset", entry.siteReset);
        }
        versions(json, entry.versions);
        list(json, "contents", entry.contents);
        list(json, "links", entry.links);
        json.writeEndObject();
    }

    private static void versions(JsonGenerator json, Map<String, String> versions) throws IOException {
        if (versions.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("versions");
        for (Map.Entry<String, String> version : versions.entrySet()) {
            json.writeStringField(version.getKey(), version.getValue());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    private static void list(JsonGenerator json, String field, Collection<?> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(field);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }
}
