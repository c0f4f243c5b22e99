package io.tidings.delivery;

import io.tidings.delivery.Edition.EntryDigest;
import io.tidings.protocol.CatalogChanges;
import io.tidings.protocol.CatalogDocument.OfferedUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What changed from one edition to another. */
final class Changes {

    private Changes() {}

    /** From the older one, if its entries are known, to the present one. */
    static CatalogChanges between(long since, Optional<List<EntryDigest>> known, Edition now) {
        Map<String, String> before = digests(known.orElse(List.of()));
        Map<String, String> after = digests(now.entries());
        Predicate<OfferedUpdate> isOld = entry -> before.containsKey(entry.id());
        Predicate<OfferedUpdate> isOther = entry -> !Objects.equals(after.get(entry.id()), before.get(entry.id()));
        Set<String> present = after.keySet();
        return new CatalogChanges(
                since,
                now.number(),
                known.isEmpty(),
                entries(now, isOld.negate()),
                entries(now, isOld.and(isOther)),
                known.orElse(List.of()).stream()
                        .map(EntryDigest::id)
                        .filter(id -> !present.contains(id))
                        .toList());
    }

    private static List<OfferedUpdate> entries(Edition edition, Predicate<OfferedUpdate> wanted) {
        return edition.document().updates().stream().filter(wanted).toList();
    }

    private static Map<String, String> digests(List<EntryDigest> entries) {
        Map<String, String> digests = new HashMap<>();
        entries.forEach(entry -> digests.put(entry.id(), entry.digest()));
        return digests;
    }
}
