package io.tidings.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The days, which begin in UTC, on which, without anybody doing anything, something else may be offered: the first day of a release or an
 * update, general availability, the end of support, each event that was entered ahead; and the instants at which steps of
 * rollouts open.
 */
final class Boundaries {

    private Boundaries() {}

    static NavigableSet<LocalDate> of(Catalog catalog) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        catalog.releases().stream()
                .flatMap(release -> Stream.of(release.availableFrom(), release.generalFrom(), release.supportEnds()))
                .filter(Objects::nonNull)
                .forEach(days::add);
        for (Update update : catalog.updates()) {
            Optional.ofNullable(update.generalFrom()).ifPresent(days::add);
            update.revisions().forEach(revision -> days.add(revision.on()));
        }
        return days;
    }

    /** The first boundary after that day. */
    static Optional<LocalDate> after(Catalog catalog, LocalDate day) {
        return of(catalog).tailSet(day, false).stream().findFirst();
    }

    /** The first instant after that of the epoch at which a day begins that is a boundary, or a step of a rollout opens. */
    static Optional<Instant> next(LiveCatalog live) {
        Stream<Instant> day = after(live.catalog(), live.asOf()).stream()
                .map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant());
        Stream<Instant> steps = live.catalog().updates().stream()
                .map(Update::rollout)
                .filter(Objects::nonNull)
                .flatMap(rollout -> rollout.opensAfter(live.at()).stream());
        return Stream.concat(day, steps).min(Comparator.naturalOrder());
    }

    /** Whether something else may be offered to somebody at that instant than in that epoch. */
    static boolean passed(LiveCatalogs live, Instant now) {
        return live.all().map(Map.Entry::getValue).anyMatch(each -> passed(each, now));
    }

    static boolean passed(LiveCatalog live, Instant now) {
        return next(live).filter(boundary -> !boundary.isAfter(now)).isPresent();
    }
}
