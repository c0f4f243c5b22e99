package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What nearly every report comes to: it is newer than what is known of its hierarchy, and brings other numbers for the same state.
 * Of those the row of the state is changed where it lies, and the ledger takes them without a look whether it has them.
 */
final class CountedRows {
    private final SqlConnection connection;
    private final Map<String, ObservationRow> rows = new HashMap<>();
    private final List<ObservationRow> ordered;

    /** One of each hierarchy, in the order of their ids. */
    CountedRows(SqlConnection connection, List<ObservationRow> ordered) {
        this.connection = connection;
        this.ordered = ordered;
        ordered.forEach(row -> rows.put(row.hierarchyId(), row));
    }

    /** Says of which hierarchies they are that were such. */
    Uni<Set<String>> write() {
        return ordered.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : connection
                        .preparedQuery(ObservationSql.COUNTED)
                        .execute(ObservationSql.counted(ordered))
                        .map(told -> told.iterator().next())
                        .chain(this::record);
    }

    private Uni<Set<String>> record(Row told) {
        String[] ids = told.getArrayOfStrings("ids");
        return ids == null
                ? Uni.createFrom().item(Set.of())
                : connection
                        .preparedQuery(ObservationSql.RECORD_COUNTED)
                        .execute(ObservationSql.recordCounted(rows(ids)))
                        .chain(() -> trail(told.getArrayOfStrings("serviced")))
                        .replaceWith(() -> new HashSet<>(List.of(ids)));
    }

    private Uni<Void> trail(String @Nullable [] serviced) {
        return serviced == null
                ? Uni.createFrom().voidItem()
                : new StateTrail(connection, rows(serviced), List.of()).write();
    }

    private List<ObservationRow> rows(String[] ids) {
        return Arrays.stream(ids)
                .map(id -> Objects.requireNonNull(rows.get(id)))
                .toList();
    }
}
