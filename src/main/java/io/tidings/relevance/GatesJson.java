package io.tidings.relevance;

import io.tidings.relevance.Offers.Offering;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What in an offering is not for all, as the tables keep it: {@code {"gates": […], "fallbacks": {…}}}, or null. */
final class GatesJson {

    private GatesJson() {}

    static @Nullable String write(Offering offering) {
        if (offering.isSameForAll()) {
            return null;
        }
        var gates = new JsonArray();
        offering.gates()
                .forEach(gate -> gates.add(new JsonObject()
                        .put("update", gate.update())
                        .put("step", gate.step())
                        .put("percent", gate.percent())));
        var fallbacks = new JsonObject();
        offering.fallbacks().forEach((update, newer) -> fallbacks.put(update, new JsonArray(List.copyOf(newer))));
        return new JsonObject().put("gates", gates).put("fallbacks", fallbacks).encode();
    }

    /** The offering that lies in two columns, {@code updates} and {@code gates}. */
    static Offering read(String tenant, long epoch, List<String> updates, @Nullable String division) {
        if (division == null) {
            return new Offering(tenant, epoch, updates);
        }
        var gates = new JsonObject(division);
        return new Offering(
                tenant,
                epoch,
                updates,
                gates.getJsonArray("gates").stream()
                        .map(JsonObject.class::cast)
                        .map(gate ->
                                new Gate(gate.getString("update"), gate.getInteger("step"), gate.getInteger("percent")))
                        .toList(),
                fallbacks(gates.getJsonObject("fallbacks")));
    }

    private static SortedMap<String, SortedSet<String>> fallbacks(JsonObject written) {
        var fallbacks = new TreeMap<String, SortedSet<String>>();
        for (var update : written.fieldNames()) {
            var newer = new TreeSet<String>();
            written.getJsonArray(update).forEach(each -> newer.add((String) each));
            fallbacks.put(update, newer);
        }
        return fallbacks;
    }
}
