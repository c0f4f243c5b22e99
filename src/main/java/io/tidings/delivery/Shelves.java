package io.tidings.delivery;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers;
import io.tidings.relevance.Offers.Offering;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shelves of this replica, one for each standing that somebody here was asked for. When another epoch goes live all of
 * them are filled anew, before anybody asks.
 */
@Singleton
class Shelves {

    private static final int BATCH = 500;

    private final Offers offers;
    private final Printer printer;
    private final Clock clock;
    // a shelf is there as long as some hierarchy is remembered to stand before it
    private final Map<StandingId, WeakReference<Shelf>> shelves = new ConcurrentHashMap<>();
    private volatile long epoch;
    private volatile Instant checkedAt = Instant.MIN;

    Shelves(Offers offers, Printer printer, Clock clock) {
        this.offers = offers;
        this.printer = printer;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow(Offers.CHANNEL, this::check);
    }

    /** When this replica last knew that what lies on its shelves is what is offered. */
    Instant checkedAt() {
        return checkedAt;
    }

    /** The shelf of that standing with its edition on it; empty while the standing is not judged yet. */
    Uni<Optional<Shelf>> of(StandingId standing) {
        Shelf shelf = at(standing);
        return shelf.stock() != null
                ? Uni.createFrom().item(Optional.of(shelf))
                : offers.of(standing).chain(offering -> fill(shelf, offering));
    }

    /** The edition of that hierarchy, printed now if it is one that nobody before this shelf has asked for. */
    Uni<Optional<Edition>> edition(Shelf shelf, String hierarchyId) {
        Stock stock = shelf.stock();
        Edition known = stock == null ? null : stock.edition(hierarchyId);
        if (stock == null || known != null) {
            return Uni.createFrom().item(Optional.ofNullable(known));
        }
        List<String> updates = stock.offering().to(hierarchyId);
        return printer.print(List.of(stock.offering().narrowedTo(updates)))
                .map(List::getFirst)
                .invoke(edition -> stock.add(updates, edition))
                .map(Optional::of);
    }

    private Shelf at(StandingId standing) {
        Shelf fresh = new Shelf();
        Shelf shelf = null;
        // again, should the one that was there go between the two looks
        while (shelf == null) {
            shelf = shelves.compute(
                            standing,
                            (id, known) -> known == null || known.get() == null ? new WeakReference<>(fresh) : known)
                    .get();
        }
        return shelf;
    }

    private Uni<Optional<Shelf>> fill(Shelf shelf, Optional<Offering> offering) {
        return offering.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : stock(List.of(offering.get()))
                        .invoke(stocks -> shelf.put(stocks.getFirst(), clock.instant()))
                        .replaceWith(Optional.of(shelf));
    }

    private Uni<Void> check() {
        return offers.liveEpoch()
                .chain(live -> live == epoch ? Uni.createFrom().voidItem() : fillAnew(live))
                .invoke(() -> checkedAt = clock.instant());
    }

    /** A shelf that comes meanwhile is not among them, and need not be: it is filled from the new epoch. */
    private Uni<Void> fillAnew(long live) {
        List<Map.Entry<StandingId, Shelf>> all = inUse();
        Uni<Void> filled = Uni.createFrom().voidItem();
        for (int from = 0; from < all.size(); from += BATCH) {
            var batch = all.subList(from, Math.min(from + BATCH, all.size()));
            filled = filled.chain(() -> fillAnew(batch));
        }
        return filled.invoke(() -> epoch = live);
    }

    private List<Map.Entry<StandingId, Shelf>> inUse() {
        List<Map.Entry<StandingId, Shelf>> all = new ArrayList<>();
        shelves.forEach((standing, reference) -> {
            Shelf shelf = reference.get();
            if (shelf == null) {
                shelves.remove(standing, reference);
            } else {
                all.add(Map.entry(standing, shelf));
            }
        });
        return all;
    }

    private Uni<Void> fillAnew(List<Map.Entry<StandingId, Shelf>> batch) {
        return offers.of(batch.stream().map(Map.Entry::getKey).toList()).chain(found -> fillAnew(batch, found));
    }

    private Uni<Void> fillAnew(List<Map.Entry<StandingId, Shelf>> batch, Map<StandingId, Offering> found) {
        List<Shelf> judged = new ArrayList<>();
        List<Offering> offerings = new ArrayList<>();
        for (var each : batch) {
            Offering offering = found.get(each.getKey());
            if (offering != null) {
                judged.add(each.getValue());
                offerings.add(offering);
            }
        }
        return stock(offerings)
                .invoke(stocks -> {
                    for (int i = 0; i < stocks.size(); i++) {
                        judged.get(i).put(stocks.get(i), clock.instant());
                    }
                })
                .replaceWithVoid();
    }

    /** What is to lie on the shelves for these offerings, in their order, printed in one go. */
    private Uni<List<Stock>> stock(List<Offering> offerings) {
        List<Offering> lists = new ArrayList<>();
        for (Offering offering : offerings) {
            Stock.ahead(offering).forEach(updates -> lists.add(offering.narrowedTo(updates)));
        }
        return printer.print(lists).map(editions -> {
            var printed = editions.iterator();
            return offerings.stream().map(offering -> stock(offering, printed)).toList();
        });
    }

    private static Stock stock(Offering offering, Iterator<Edition> printed) {
        Map<List<String>, Edition> editions = new HashMap<>();
        Stock.ahead(offering).forEach(updates -> editions.put(updates, printed.next()));
        return new Stock(offering, editions);
    }
}
