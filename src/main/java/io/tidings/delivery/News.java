package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers;
import io.tidings.relevance.Offers.Offering;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What hierarchies are to be told: their editions now, beside those that they were told of. */
@Singleton
class News {

    private final Hierarchies hierarchies;
    private final Offers offers;
    private final Printer printer;
    private final EditionStore editions;
    private final Clock clock;

    News(Hierarchies hierarchies, Offers offers, Printer printer, EditionStore editions, Clock clock) {
        this.hierarchies = hierarchies;
        this.offers = offers;
        this.printer = printer;
        this.editions = editions;
        this.clock = clock;
    }

    /** What is kept of some hierarchies, where they stand, and their news. */
    record Found(Map<String, Told> told, Map<String, StandingId> places, List<Told> news) {

        /** Those of whom something is kept and whom nobody knows any more: an erasure may have passed by what was noted. */
        List<String> gone() {
            return told.keySet().stream().filter(id -> !places.containsKey(id)).toList();
        }

        /** Those whose last record may not be there. */
        List<Told> underWay() {
            return told.values().stream()
                    .filter(last -> last.isUnderWay() && places.containsKey(last.hierarchyId()))
                    .toList();
        }
    }

    /** The present edition of one hierarchy, whose epoch it knows, beside what that was told. */
    private record Pair(String hierarchyId, Edition now, long was) {}

    /** Who is not judged yet has no news: it has as soon as it is. */
    Uni<Found> of(Collection<String> hierarchyIds, Map<String, Told> told) {
        return hierarchies.standingsOf(hierarchyIds).chain(places -> of(places, told));
    }

    private Uni<Found> of(Map<String, StandingId> places, Map<String, Told> told) {
        return editions(places)
                .map(now -> pairs(now, told))
                .chain(this::changed)
                .map(news -> new Found(told, places, news));
    }

    private Uni<Map<String, Edition>> editions(Map<String, StandingId> places) {
        return offers.of(Set.copyOf(places.values()))
                // thousands of hierarchies are more than an event loop may see through
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(offerings -> editions(places, offerings));
    }

    /** Those of a standing who are inside the same gates are offered the same. */
    private record Share(StandingId standing, BitSet inside) {}

    private Uni<Map<String, Edition>> editions(Map<String, StandingId> places, Map<StandingId, Offering> offerings) {
        Map<String, Offering> mine = new HashMap<>();
        Map<Share, Offering> shares = new HashMap<>();
        places.forEach((hierarchyId, standing) -> {
            Offering all = offerings.get(standing);
            if (all != null) {
                BitSet inside = all.insideOf(hierarchyId);
                mine.put(
                        hierarchyId,
                        shares.computeIfAbsent(new Share(standing, inside), share -> all.narrowedTo(all.to(inside))));
            }
        });
        List<Offering> distinct = List.copyOf(new LinkedHashSet<>(shares.values()));
        return printer.print(distinct).map(printed -> {
            Map<Offering, Edition> editions = new HashMap<>();
            for (int i = 0; i < printed.size(); i++) {
                editions.put(distinct.get(i), printed.get(i));
            }
            Map<String, Edition> found = new HashMap<>();
            mine.forEach(
                    (hierarchyId, offering) -> found.put(hierarchyId, Objects.requireNonNull(editions.get(offering))));
            return found;
        });
    }

    private static List<Pair> pairs(Map<String, Edition> now, Map<String, Told> told) {
        List<Pair> pairs = new ArrayList<>();
        now.forEach((hierarchyId, edition) -> {
            Told last = told.get(hierarchyId);
            if (last != null && last.isUnderWay()) {
                return;
            }
            long was = last == null ? Told.NOTHING : last.edition();
            if (was != edition.number()) {
                pairs.add(new Pair(hierarchyId, edition, was));
            }
        });
        return pairs;
    }

    /** The same updates in other words are another edition, and no news. */
    private Uni<List<Told>> changed(List<Pair> pairs) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<Long> before = Set.copyOf(pairs.stream().map(Pair::was).toList());
        return editions.ids(before).map(ids -> pairs.stream()
                .filter(pair -> !sameIds(pair.now(), ids.getOrDefault(pair.was(), List.of())))
                .map(pair -> new Told(
                        pair.hierarchyId(), pair.now().epoch(), pair.now().number(), pair.was(), at))
                .toList());
    }

    private static boolean sameIds(Edition edition, List<String> ids) {
        return edition.entries().size() == ids.size()
                && Set.copyOf(ids)
                        .containsAll(edition.entries().stream()
                                .map(Edition.EntryDigest::id)
                                .toList());
    }

    /** Those that stand elsewhere by now, or nowhere. */
    Uni<List<String>> movedSince(Map<String, StandingId> places, List<Told> noted) {
        List<String> ids = noted.stream().map(Told::hierarchyId).toList();
        return hierarchies.standingsOf(ids).map(now -> ids.stream()
                .filter(id -> !Objects.equals(places.get(id), now.get(id)))
                .toList());
    }

    /** What the records of these say. */
    Uni<Map<Long, List<String>>> updates(List<Told> told) {
        return editions.ids(Set.copyOf(told.stream().flatMap(Told::editions).toList()));
    }
}
