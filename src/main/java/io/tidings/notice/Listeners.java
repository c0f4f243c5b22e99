package io.tidings.notice;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who listens at this replica, by hierarchy. */
final class Listeners<T> {

    private final Map<String, Set<T>> all = new ConcurrentHashMap<>();

    void add(String hierarchyId, T listener) {
        // in one step: the last one may be leaving, and take away the set that we join
        all.compute(hierarchyId, (id, known) -> {
            Set<T> listeners = known == null ? ConcurrentHashMap.newKeySet() : known;
            listeners.add(listener);
            return listeners;
        });
    }

    void remove(String hierarchyId, T listener) {
        all.computeIfPresent(hierarchyId, (id, listeners) -> {
            listeners.remove(listener);
            return listeners.isEmpty() ? null : listeners;
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
