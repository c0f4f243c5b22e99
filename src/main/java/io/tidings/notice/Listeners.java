package io.tidings.notice;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who listens at this replica, by hierarchy. */
final class Listeners<T> {

    private final Map<String, Set<T>> all = new ConcurrentHashMap<>();

    void add(String hierarchyId, T listener) {
        // in one step: the last one may be leaving. The sets are never changed: nearly all are of one, which costs next
        // to nothing
        all.compute(hierarchyId, (id, known) -> {
            if (known == null) {
                return Set.of(listener);
            }
            Set<T> more = new HashSet<>(known);
            more.add(listener);
            return Set.copyOf(more);
        });
    }

    void remove(String hierarchyId, T listener) {
        all.computeIfPresent(hierarchyId, (id, listeners) -> {
            Set<T> fewer = new HashSet<>(listeners);
            fewer.remove(listener);
            return fewer.isEmpty() ? null : Set.copyOf(fewer);
        });
    }

    Set<T> of(String hierarchyId) {
        return all.getOrDefault(hierarchyId, Set.of());
    }

    void forEach(Consumer<T> action) {
        all.values().forEach(listeners -> listeners.forEach(action));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
