package io.tidings.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidings.delivery.News.Found;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells hierarchies what else they are offered, each change once: noted, then sent, then noted as sent. Any replica may tell
 * anybody at any time; no transaction stays open meanwhile. What was noted and not sent is sent before anything else, in the
 * same words; and who has moved meanwhile is looked at again.
 */
@Singleton
class Telling {

    /** How soon to look whether somebody else has sent what he noted. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ToldStore store;
    private final News news;
    private final OffersTopic topic;
    private final Counter sent;

    Telling(ToldStore store, News news, OffersTopic topic, MeterRegistry registry) {
        this.store = store;
        this.news = news;
        this.topic = topic;
        this.sent = Counter.builder("offers.changed")
                .description("Records that Kafka took, by this replica; one that is sent again counts again")
                .register(registry);
    }

    /** Completes when these have been told all that there is to tell. */
    Uni<Void> tell(Collection<String> hierarchyIds) {
        return hierarchyIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.find(hierarchyIds)
                        .chain(told -> news.of(hierarchyIds, told))
                        .call(found -> store.forget(found.gone()))
                        .chain(this::begin)
                        .chain(this::finish)
                        .chain(this::lookAgain);
    }

    /** What was found, and the records of it that this replica sends. */
    private record Round(Found found, List<Told> records) {

        /** Those of whom somebody else has noted something meanwhile, or is sending something. */
        Set<String> open() {
            Set<String> open = ids(found.news());
            open.removeAll(ids(records));
            open.addAll(ids(found.underWay()));
            return open;
        }

        private static Set<String> ids(List<Told> all) {
            return all.stream().map(Told::hierarchyId).collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** Those to be looked at again, at once when something was done. */
    private record Rest(Set<String> hierarchyIds, boolean atOnce) {}

    private Uni<Round> begin(Found found) {
        List<Told> leftBehind =
                found.underWay().stream().filter(told -> !told.isSent()).toList();
        return Uni.join()
                .all(store.take(leftBehind), store.note(found.news()))
                .andFailFast()
                .map(both ->
                        new Round(found, both.stream().flatMap(List::stream).toList()));
    }

    private Uni<Rest> finish(Round round) {
        return round.records().isEmpty()
                ? Uni.createFrom().item(new Rest(round.open(), false))
                : send(round.records())
                        .chain(() -> news.movedSince(round.found().places(), round.records()))
                        .map(moved -> {
                            Set<String> rest = round.open();
                            rest.addAll(moved);
                            return new Rest(rest, true);
                        });
    }

    private Uni<Void> send(List<Told> all) {
        return news.updates(all)
                .map(ids -> all.stream().map(told -> told.record(ids)).toList())
                .chain(topic::send)
                .onFailure()
                .call(() -> store.leave(all))
                .invoke(() -> sent.increment(all.size()))
                .chain(() -> store.acknowledge(all));
    }

    private Uni<Void> lookAgain(Rest rest) {
        return rest.hierarchyIds().isEmpty() || rest.atOnce()
                ? tell(rest.hierarchyIds())
                : Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE).chain(() -> tell(rest.hierarchyIds()));
    }
}
