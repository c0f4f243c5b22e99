package io.tidings.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.tidings.delivery.Edition.EntryDigest;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What changed from one edition to another. */
@Singleton
class Changes {

    private final EditionStore store;

    Changes(EditionStore store) {
        this.store = store;
    }

    /**
     * The way from an older edition to the present one. {@code full} says that the older one is not known, so that all of
     * the present one is new.
     */
    @RegisterForReflection
    record Changed(
            long since, long edition, boolean full, List<String> added, List<String> changed, List<String> removed) {}

    Uni<Changed> since(long since, Edition now) {
        return store.entries(since).map(before -> compare(since, before, now));
    }

    private static Changed compare(long since, Optional<List<EntryDigest>> known, Edition now) {
        Map<String, String> before = digests(known.orElse(List.of()));
        Map<String, String> after = digests(now.entries());
        return new Changed(
                since,
                now.number(),
                known.isEmpty(),
                after.keySet().stream().filter(id -> !before.containsKey(id)).toList(),
                after.keySet().stream()
                        .filter(id -> before.containsKey(id) && !before.get(id).equals(after.get(id)))
                        .toList(),
                before.keySet().stream().filter(id -> !after.containsKey(id)).toList());
    }

    private static Map<String, String> digests(List<EntryDigest> entries) {
        Map<String, String> digests = new LinkedHashMap<>();
        entries.forEach(entry -> digests.put(entry.id(), entry.digest()));
        return digests;
    }
}
