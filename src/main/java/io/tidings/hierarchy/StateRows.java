package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Writes the states of hierarchies, one of each and in the order of their ids, where they are not older than what is there. */
final class StateRows {
    private final SqlConnection connection;
    private final Owners owners;
    private final Map<String, ObservationRow> states = new LinkedHashMap<>();
    private final Map<String, Integer> highestLevels;
    private final Set<String> written = new HashSet<>();
    private final Set<String> moved = new HashSet<>();
    private final Set<String> serviced = new HashSet<>();
    private final Set<String> lowered = new HashSet<>();

    StateRows(
            SqlConnection connection, Owners owners, List<ObservationRow> states, Map<String, Integer> highestLevels) {
        this.connection = connection;
        this.owners = owners;
        states.forEach(row -> this.states.put(row.hierarchyId(), row));
        this.highestLevels = highestLevels;
    }

    /** Says whose state was written. */
    Uni<Set<String>> write() {
        return put(states.values())
                .chain(this::correct)
                .invoke(this::lower)
                .chain(this::standings)
                .chain(() -> new StateTrail(connection, only(serviced), only(lowered)).write())
                .replaceWith(written);
    }

    private Uni<Void> put(Collection<ObservationRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ObservationSql.STATES)
                        .execute(ObservationSql.states(rows))
                        .invoke(told -> note(told.iterator().next()))
                        .replaceWithVoid();
    }

    private List<ObservationRow> rest() {
        return states.values().stream()
                .filter(row -> !written.contains(row.hierarchyId()))
                .toList();
    }

    /** Those of which this batch told more than the state does. */
    private void lower() {
        written.forEach(id -> {
            if (highestLevels.getOrDefault(id, 0) > row(id).observation().level()) {
                lowered.add(id);
            }
        });
    }

    private ObservationRow row(String id) {
        return Objects.requireNonNull(states.get(id));
    }

    /** Those that were not written came too late, or are not whose they were supposed to be. */
    private Uni<Void> correct() {
        List<ObservationRow> rest = rest();
        return rest.isEmpty()
                ? Uni.createFrom().voidItem()
                : owners.of(
                                connection,
                                rest.stream().map(ObservationRow::hierarchyId).toList())
                        .chain(said -> correct(rest, said));
    }

    private Uni<Void> correct(List<ObservationRow> rest, Map<String, String> said) {
        List<ObservationRow> others = new ArrayList<>();
        for (ObservationRow row : rest) {
            String owner = Objects.requireNonNull(said.get(row.hierarchyId()));
            if (!owner.equals(row.tenant())) {
                others.add(row.ownedBy(owner));
            }
        }
        others.forEach(row -> states.put(row.hierarchyId(), row));
        return put(others);
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
        return ids.stream().map(this::row).toList();
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
