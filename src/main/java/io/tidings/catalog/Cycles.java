package io.tidings.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds updates that supersede themselves by way of others, and names the way. */
final class Cycles {
    private final Map<String, Update> updates;
    private final List<CatalogFault> faults = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, Integer> onPath = new HashMap<>();
    private final List<String> path = new ArrayList<>();

    Cycles(Map<String, Update> updates) {
        this.updates = updates;
    }

    List<CatalogFault> faults() {
        updates.keySet().forEach(this::visit);
        return faults;
    }

    /** Depth first without recursion: a chain may be as long as the catalog. */
    private void visit(String start) {
        if (!enter(start)) {
            return;
        }
        var ahead = new ArrayList<List<String>>();
        ahead.add(olders(start));
        while (!ahead.isEmpty()) {
            var siblings = ahead.getLast();
            if (siblings.isEmpty()) {
                ahead.removeLast();
                leave();
            } else {
                var next = siblings.removeLast();
                if (enter(next)) {
                    ahead.add(olders(next));
                }
            }
        }
    }

    private boolean enter(String id) {
        var since = onPath.get(id);
        if (since != null) {
            report(path.subList(since, path.size()), id);
            return false;
        }
        if (done.contains(id) || !updates.containsKey(id)) {
            return false;
        }
        onPath.put(id, path.size());
        path.add(id);
        return true;
    }

    private void leave() {
        var id = path.removeLast();
        onPath.remove(id);
        done.add(id);
    }

    /** One of itself is told apart as self-supersedence. */
    private List<String> olders(String id) {
        var update = updates.get(id);
        if (update == null) {
            return new ArrayList<>();
        }
        var olders = new ArrayList<>(update.supersedence().mentioned());
        olders.remove(id);
        Collections.reverse(olders);
        return olders;
    }

    private void report(List<String> cycle, String id) {
        faults.add(new CatalogFault(
                id, "supersedence-cycle", "a cycle of supersedence: " + String.join(" → ", cycle) + " → " + id));
    }
}
