package io.tidings.notice;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.catalog.LiveCatalogs;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.hierarchy.Move;
import io.tidings.hierarchy.Standing;
import io.tidings.hierarchy.StandingId;
import io.tidings.signal.Signals;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who report that something is installed that was withdrawn before. Every replica follows all who move and knows the
 * few standings that matter, so that a move costs no question; nobody is told twice. What all of them missed is found by
 * {@link CatalogWatch} at the next epoch.
 */
@Singleton
class MoveWatch {

    private static final int BATCH = 1000;

    private final Hierarchies hierarchies;
    private final Updates updates;
    private final Notices notices;
    private Concern concern = new Concern(0, new Withdrawn(Map.of()), Mark.START, Map.of());
    private @Nullable Mark moves;

    MoveWatch(Hierarchies hierarchies, Updates updates, Notices notices) {
        this.hierarchies = hierarchies;
        this.updates = updates;
        this.notices = notices;
    }

    /** In which standings something withdrawn is installed, as far as they have been looked at. */
    private record Concern(long epoch, Withdrawn withdrawn, Mark lookedUpTo, Map<StandingId, List<String>> standings) {

        static Concern of(LiveCatalogs live) {
            return new Concern(live.epoch(), Withdrawn.in(live), Mark.START, Map.of());
        }

        Concern and(Mark after, List<Marked<Standing>> more) {
            Map<StandingId, List<String>> all = new HashMap<>(standings);
            for (Marked<Standing> each : more) {
                List<String> installed = withdrawn.installedIn(each.value());
                if (!installed.isEmpty()) {
                    all.put(each.value().id(), installed);
                }
            }
            return new Concern(epoch, withdrawn, Marked.settled(lookedUpTo, after, more), all);
        }
    }

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow("hierarchy_move", this::follow);
    }

    private Uni<Void> follow() {
        LiveCatalogs live = updates.live();
        if (live.epoch() != concern.epoch()) {
            concern = Concern.of(live);
        }
        Mark mark = moves;
        return hierarchies.present().chain(now -> follow(mark, now));
    }

    /** Where no standing matters, nobody who moved to one does: all that came before the present is passed over. */
    private Uni<Void> follow(@Nullable Mark mark, Mark now) {
        if (mark == null) {
            moves = now;
            return Uni.createFrom().voidItem();
        }
        return look(concern.lookedUpTo()).chain(() -> {
            if (concern.standings().isEmpty()) {
                moves = now;
                return Uni.createFrom().voidItem();
            }
            return tellAfter(mark, mark);
        });
    }

    /** Before the moves: the standing that somebody moved to is there by then. */
    private Uni<Void> look(Mark after) {
        return hierarchies.standingsAfter(after, BATCH).chain(found -> {
            concern = concern.and(after, found);
            return found.size() < BATCH
                    ? Uni.createFrom().voidItem()
                    : look(found.getLast().mark());
        });
    }

    private Uni<Void> tellAfter(Mark kept, Mark after) {
        return hierarchies
                .movesAfter(after, BATCH)
                .call(moved -> notices.post(noticesOf(moved)))
                .chain(moved -> {
                    Mark settled = Marked.settled(kept, after, moved);
                    moves = settled;
                    return moved.size() < BATCH
                            ? Uni.createFrom().voidItem()
                            : tellAfter(settled, moved.getLast().mark());
                });
    }

    private List<Notice> noticesOf(List<Marked<Move>> moved) {
        return moved.stream()
                .map(Marked::value)
                .flatMap(move -> concern.standings().getOrDefault(move.standing(), List.of()).stream()
                        .map(update -> Withdrawn.notice(move.hierarchyId(), update)))
                .toList();
    }
}
