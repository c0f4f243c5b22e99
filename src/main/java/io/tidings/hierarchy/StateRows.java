package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the states of hierarchies, one of each and in the order of their ids, where they are not older than what is there. */
final class StateRows {
    private final SqlConnection connection;
    private final List<ObservationRow> states;
    private final Map<String, Integer> highestLevels;
    private final Set<String> written = new HashSet<>();
    private final Set<String> moved = new HashSet<>();
    private final Set<String> serviced = new HashSet<>();
    private final Set<String> lowered = new HashSet<>();

    StateRows(SqlConnection connection, List<ObservationRow> states, Map<String, Integer> highestLevels) {
        this.connection = connection;
        this.states = states;
        this.highestLevels = highestLevels;
    }

    /** Says whose state was written. */
    Uni<Set<String>> write() {
        return connection
                .preparedQuery(ObservationSql.STATES)
                .execute(ObservationSql.states(states, highestLevels))
                .invoke(told -> note(told.iterator().next()))
                .chain(this::standings)
                .chain(() -> new StateTrail(connection, only(serviced), only(lowered)).write())
                .replaceWith(written);
    }

    private void note(Row told) {
        note(told, "ids", written);
        note(told, "moved", moved);
        note(told, "serviced", serviced);
        note(told, "lowered", lowered);
    }

    private static void note(Row told, String column, Set<String> ids) {
        String[] found = told.getArrayOfStrings(column);
        if (found != null) {
            ids.addAll(List.of(found));
        }
    }

    private List<ObservationRow> only(Set<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : states.stream().filter(row -> ids.contains(row.hierarchyId())).toList();
    }

    private Uni<Void> standings() {
        // in one order here, too
        TreeMap<StandingId, ObservationRow> distinct = new TreeMap<>();
        only(moved).forEach(row -> distinct.put(row.standingId(), row));
        return distinct.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ObservationSql.STANDINGS)
                        .execute(ObservationSql.standings(distinct.values()))
                        .replaceWithVoid();
    }
}
