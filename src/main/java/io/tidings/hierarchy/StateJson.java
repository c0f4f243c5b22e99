package io.tidings.hierarchy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidings.version.Version;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The jsonb columns of a hierarchy's row: written token by token on the hot path, read as trees elsewhere. */
final class StateJson {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes one value. */
    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private StateJson() {}

    static String sites(List<Site> sites) {
        return json(out -> {
            out.writeStartArray();
            for (Site site : sites) {
                site(out, site);
            }
            out.writeEndArray();
        });
    }

    private static void site(JsonGenerator out, Site site) throws IOException {
        out.writeStartObject();
        out.writeStringField("code", site.code());
        out.writeStringField("type", site.type().wireName());
        if (site.parent() != null) {
            out.writeStringField("parent", site.parent());
        }
        out.writeStringField("version", site.version().toString());
        if (site.clients() != null) {
            out.writeNumberField("clients", site.clients());
        }
        if (site.timeZone() != null) {
            out.writeStringField("timeZone", site.timeZone());
        }
        out.writeArrayFieldStart("roles");
        for (Role role : site.roles()) {
            out.writeStartObject();
            out.writeStringField("role", role.name());
            out.writeStringField("server", role.server());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    static String warnings(List<TopologyFault> warnings) {
        return warnings.isEmpty()
                ? "[]"
                : json(out -> {
                    out.writeStartArray();
                    for (TopologyFault warning : warnings) {
                        out.writeStartObject();
                        out.writeStringField("code", warning.code());
                        out.writeStringField("detail", warning.detail());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                });
    }

    static String items(Map<String, String> items) {
        return items.isEmpty()
                ? "{}"
                : json(out -> {
                    out.writeStartObject();
                    for (Map.Entry<String, String> item : items.entrySet()) {
                        out.writeFieldName(item.getKey());
                        out.writeRawValue(item.getValue());
                    }
                    out.writeEndObject();
                });
    }

    private static String json(Body body) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static List<Site> sites(JsonArray sites) {
        return sites.stream().map(JsonObject.class::cast).map(StateJson::site).toList();
    }

    private static Site site(JsonObject site) {
        return new Site(
                site.getString("code"),
                SiteType.of(site.getString("type")),
                site.getString("parent"),
                Version.parse(site.getString("version")),
                site.getInteger("clients"),
                site.getString("timeZone"),
                site.getJsonArray("roles").stream()
                        .map(JsonObject.class::cast)
                        .map(role -> new Role(role.getString("role"), role.getString("server")))
                        .toList());
    }

    static List<Hierarchy.Warning> warnings(JsonArray warnings) {
        return warnings.stream()
                .map(JsonObject.class::cast)
                .map(one -> new Hierarchy.Warning(one.getString("code"), one.getString("detail")))
                .toList();
    }
}
