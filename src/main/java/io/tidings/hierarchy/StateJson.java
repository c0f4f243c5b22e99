package io.tidings.hierarchy;

import io.tidings.version.Version;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in a hierarchy's row. On the hot path it is written by hand: nearly every text in it stands there as it is, and
 * a generator that looks at each character took longer than reading the whole report.
 */
final class StateJson {
    private static final int USUAL_LENGTH = 640;
    private static final char FIRST_PRINTABLE = ' ';

    private StateJson() {}

    /** The sites but for their clients, which are counted anew for each report. */
    static String topology(List<Site> sites) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH).append('[');
        for (Site site : sites) {
            site(out.append(out.length() == 1 ? "" : ","), site);
        }
        return out.append(']').toString();
    }

    /** The clients of each of the sites. */
    static String clients(List<Site> sites) {
        StringBuilder out = new StringBuilder().append('[');
        for (Site site : sites) {
            out.append(out.length() == 1 ? "" : ",").append(site.clients());
        }
        return out.append(']').toString();
    }

    private static void site(StringBuilder out, Site site) {
        field(out, "{\"code\":", site.code());
        field(out, ",\"type\":", site.type().wireName());
        field(out, ",\"parent\":", site.parent());
        field(out, ",\"version\":", site.version().toString());
        field(out, ",\"timeZone\":", site.timeZone());
        out.append(",\"roles\":[");
        String between = "";
        for (Role role : site.roles()) {
            field(out.append(between), "{\"role\":", role.name());
            field(out, ",\"server\":", role.server());
            out.append('}');
            between = ",";
        }
        out.append("]}");
    }

    static String warnings(List<TopologyFault> warnings) {
        StringBuilder out = new StringBuilder().append('[');
        for (TopologyFault warning : warnings) {
            field(out.append(out.length() == 1 ? "" : ","), "{\"code\":", warning.code());
            field(out, ",\"detail\":", warning.detail());
            out.append('}');
        }
        return out.append(']').toString();
    }

    /** The values are JSON already. */
    static String items(Map<String, String> items) {
        StringBuilder out = new StringBuilder(USUAL_LENGTH).append('{');
        for (Map.Entry<String, String> item : items.entrySet()) {
            quote(out.append(out.length() == 1 ? "" : ","), item.getKey());
            out.append(':').append(item.getValue());
        }
        return out.append('}').toString();
    }

    private static void field(StringBuilder out, String name, @Nullable String value) {
        if (value != null) {
            quote(out.append(name), value);
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < FIRST_PRINTABLE) {
                out.append(text, written, i).append("\\u00");
                out.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    static List<Site> sites(JsonArray topology, JsonArray clients) {
        return IntStream.range(0, topology.size())
                .mapToObj(i -> site(topology.getJsonObject(i), clients.getInteger(i)))
                .toList();
    }

    private static Site site(JsonObject site, @Nullable Integer clients) {
        return new Site(
                site.getString("code"),
                SiteType.of(site.getString("type")),
                site.getString("parent"),
                Version.parse(site.getString("version")),
                clients,
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
