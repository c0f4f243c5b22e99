package io.tidings.catalog;

import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The days on which, without anybody doing anything, something else may be offered: the first day of a release or an
 * update, general availability, the end of support, each event that was entered ahead.
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

    /** Whether a boundary lies after the one day and not after the other. */
    static boolean passed(Catalog catalog, LocalDate since, LocalDate today) {
        return after(catalog, since).filter(day -> !day.isAfter(today)).isPresent();
    }
}
