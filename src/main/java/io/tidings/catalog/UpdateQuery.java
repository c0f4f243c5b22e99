package io.tidings.catalog;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import jakarta.ws.rs.DefaultValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Which updates a list is to show, in which order, and after which of them. */
record UpdateQuery(
        @RestQuery @Nullable String after,
        @RestQuery @DefaultValue("100") int limit,
        @RestQuery @Nullable String kind,
        @RestQuery @Parameter(description = "draft, published, paused, withdrawn or expired") @Nullable String state,
        @RestQuery @Parameter(description = "the release that it brings or is made for") @Nullable String release,
        @RestQuery @Nullable String kb,
        @RestQuery @Parameter(description = "a part of the id or the title") @Nullable String text,
        @RestQuery @Parameter(description = "id, title or published; with - before it the other way round") @Nullable
                String sort) {

    private static final int MOST = 1000;

    /** Some updates, and whether there are more behind them. */
    record Page(List<Update> updates, boolean more) {}

    Page of(LiveCatalog live) {
        if (limit < 1 || limit > MOST) {
            throw wrong("limit", "expected 1 to " + MOST);
        }
        List<Update> found = new ArrayList<>(live.catalog().updates());
        if (sort != null) {
            found.sort(order(sort));
        }
        if (after != null) {
            int at = found.indexOf(live.catalog()
                    .update(after)
                    .orElseThrow(() -> wrong("after", "expected the next of an earlier page")));
            found = found.subList(at + 1, found.size());
        }
        List<Update> page =
                found.stream().filter(wanted(live.asOf())).limit(limit + 1L).toList();
        return page.size() > limit ? new Page(page.subList(0, limit), true) : new Page(page, false);
    }

    private Predicate<Update> wanted(LocalDate day) {
        @Nullable Kind ofKind = kind == null ? null : kind(kind);
        if (state != null && !Publication.STATES.contains(state)) {
            throw wrong("state", "expected one of " + String.join(", ", Publication.STATES));
        }
        @Nullable String part = text == null ? null : text.toLowerCase(Locale.ROOT);
        return update -> (ofKind == null || update.kind() == ofKind)
                && (state == null || Publication.of(update, day).wireName().equals(state))
                && (release == null || isFor(update, release))
                && (kb == null || update.kbs().contains(kb))
                && (part == null
                        || update.id().toLowerCase(Locale.ROOT).contains(part)
                        || (update.title() != null
                                && update.title().toLowerCase(Locale.ROOT).contains(part)));
    }

    private static boolean isFor(Update update, String release) {
        return release.equals(update.release())
                || update.conditions(Condition.OnReleases.class).stream()
                        .anyMatch(place -> place.releases().contains(release));
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.wireName().equals(word)) {
                return kind;
            }
        }
        throw wrong("kind", "no update is of this kind");
    }

    private static Comparator<Update> order(String word) {
        boolean reversed = word.startsWith("-");
        Comparator<Update> order =
                switch (reversed ? word.substring(1) : word) {
                    case "id" -> Comparator.comparing(Update::id);
                    case "title" -> Comparator.comparing(update -> update.title() == null ? "" : update.title());
                    case "published" ->
                        Comparator.comparing(update -> update.firstDay().orElse(LocalDate.MAX));
                    default -> throw wrong("sort", "expected id, title or published");
                };
        // equal ones by id, so that a cursor always stands at one place
        return (reversed ? order.reversed() : order).thenComparing(Update::id);
    }

    private static Problem wrong(String parameter, String why) {
        return new Problem(ProblemType.INVALID_PARAMETER, "The list cannot be shown in this way.")
                .atParameter(parameter, why);
    }
}
