package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A level that was lowered and raised again within one batch. The state knows the last level only; yet what was told before
 * the lower one, and above it, is erased from the history ({@link StateTrail}), as if each report had come alone.
 */
final class LoweredBetween {
    private static final String LOWER =
            """
            update hierarchy_report r set items = items - $2::text[]
            where hierarchy_id = any($1) and items ?| $2::text[] and not exists (
                select from unnest($3::text[], $4::uuid[], $5::timestamptz[]) as later(id, report_id, collected_at)
                where later.id = r.hierarchy_id and later.report_id = r.report_id
                    and (later.collected_at at time zone 'UTC')::date = r.collected_on)
            """;

    /** Levels above which there may be something to withdraw. */
    private static final List<Integer> LOWER_LEVELS = List.of(1, 2);

    private final List<Lowered> all = new ArrayList<>();

    /** A level, and the reports that came after it: of these it withdraws nothing. */
    private record Lowered(int level, String hierarchyId, List<ObservationRow> later) {}

    /** Of each hierarchy the reports that were taken, several of them. */
    LoweredBetween(Collection<List<ObservationRow>> several) {
        several.forEach(this::find);
    }

    private void find(List<ObservationRow> taken) {
        List<ObservationRow> newestFirst = new ArrayList<>(taken);
        // of two of one moment the second is the newer one
        newestFirst.sort(Comparator.comparing(ObservationRow::collectedAt));
        newestFirst = newestFirst.reversed();
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i < newestFirst.size(); i++) {
            int level = newestFirst.get(i).observation().level();
            // what the newest one lowers is no business of ours
            if (i > 0 && level < lowest) {
                all.add(new Lowered(level, newestFirst.get(i).hierarchyId(), newestFirst.subList(0, i)));
            }
            lowest = Math.min(lowest, level);
        }
    }

    Uni<Void> erase(SqlConnection connection) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (int level : LOWER_LEVELS) {
            List<Lowered> these =
                    all.stream().filter(one -> one.level() == level).toList();
            if (!these.isEmpty()) {
                done = done.chain(() -> connection
                        .preparedQuery(LOWER)
                        .execute(parameters(level, these))
                        .replaceWithVoid());
            }
        }
        return done;
    }

    private static Tuple parameters(int level, List<Lowered> these) {
        List<ObservationRow> later =
                these.stream().flatMap(one -> one.later().stream()).toList();
        return Tuple.tuple()
                .addArrayOfString(these.stream().map(Lowered::hierarchyId).toArray(String[]::new))
                .addArrayOfString(ItemLevels.above(level))
                .addArrayOfString(
                        later.stream().map(ObservationRow::hierarchyId).toArray(String[]::new))
                .addArrayOfUUID(
                        later.stream().map(row -> row.observation().reportId()).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        later.stream().map(ObservationRow::collectedAt).toArray(OffsetDateTime[]::new));
    }
}
