package io.tidings.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidings.catalog.LiveCatalogs;
import io.tidings.catalog.Updates;
import io.tidings.relevance.Offers.Offering;
import io.tidings.trust.Digest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Makes editions out of offerings. What says the same is one edition with one set of bytes, whoever is offered it. */
@Singleton
class Printer {

    private final Updates updates;
    private final EditionStore store;
    private final Cache<Digest, Edition> printed;

    Printer(Updates updates, EditionStore store, DeliverySettings settings) {
        this.updates = updates;
        this.store = store;
        this.printed =
                Caffeine.newBuilder().maximumSize(settings.rememberedEditions()).build();
    }

    /** The editions of these offerings, in their order. */
    Uni<List<Edition>> print(List<Offering> offerings) {
        if (offerings.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return catalogFor(offerings)
                // thousands of them after a publication: too much for an event loop
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(live -> offerings.stream()
                        .map(offering -> Rendering.of(
                                offering.tenant(), live.of(offering.tenant()).catalog(), offering.updates()))
                        .toList())
                .chain(renderings -> number(renderings, offerings));
    }

    /** Offers may be heard of before the catalog that they were judged by. */
    private Uni<LiveCatalogs> catalogFor(List<Offering> offerings) {
        boolean behind = offerings.stream().anyMatch(offering -> offering.epoch() > updates.epoch());
        return behind ? updates.newest() : Uni.createFrom().item(updates.live());
    }

    private Uni<List<Edition>> number(List<Rendering> renderings, List<Offering> offerings) {
        Map<Digest, Edition> known = new HashMap<>(
                printed.getAllPresent(renderings.stream().map(Rendering::digest).toList()));
        List<Rendering> fresh = renderings.stream()
                .filter(rendering -> !known.containsKey(rendering.digest()))
                .toList();
        return store.numbers(fresh)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(numbers -> editions(
                        renderings,
                        offerings,
                        rendering -> known.computeIfAbsent(rendering.digest(), digest -> print(rendering, numbers))));
    }

    private Edition print(Rendering rendering, Map<Digest, Long> numbers) {
        Edition edition = rendering.toEdition(Objects.requireNonNull(numbers.get(rendering.digest())));
        printed.put(rendering.digest(), edition);
        return edition;
    }

    private static List<Edition> editions(
            List<Rendering> renderings, List<Offering> offerings, Function<Rendering, Edition> print) {
        List<Edition> editions = new ArrayList<>(renderings.size());
        for (int i = 0; i < renderings.size(); i++) {
            editions.add(print.apply(renderings.get(i)).at(offerings.get(i).epoch()));
        }
        return editions;
    }
}
