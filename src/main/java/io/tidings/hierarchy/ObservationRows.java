package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.ObservationRow.ReportKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a batch of observations with a fixed number of statements, however many there are: a row at a time would be a
 * hundred times slower. First the ledger, then the states, for nearly every report is new and the newest: what is not
 * is found out afterwards (decision 0082). The batch has no report twice.
 */
final class ObservationRows {
    private final Owners owners;
    private final List<ObservationRow> seen;
    /** In the order of their ids, in which every batch writes: so two of them cannot wait for each other. */
    private final List<ObservationRow> ordered;

    private final Map<ReportKey, Outcome> outcomes = new HashMap<>();

    ObservationRows(List<Observation> seen, Owners owners) {
        this.owners = owners;
        this.seen = seen.stream()
                .map(one -> ObservationRow.of(one, owners.supposed(one.hierarchyId())))
                .toList();
        this.ordered = new ArrayList<>(this.seen);
        this.ordered.sort(Comparator.comparing(ObservationRow::hierarchyId));
    }

    Uni<List<Outcome>> write(SqlConnection connection) {
        // a transaction that was in the way may have undone it all: from the beginning
        outcomes.clear();
        return Turns.ofBatch(connection)
                .chain(() -> record(connection))
                .chain(() -> states(connection))
                .replaceWith(() -> seen.stream()
                        .map(row -> outcomes.getOrDefault(row.key(), Outcome.TAKEN))
                        .toList());
    }

    /** Afterwards whatever is a duplicate, or erased, is known. */
    private Uni<Void> record(SqlConnection connection) {
        return connection
                .preparedQuery(ObservationSql.RECORD)
                .execute(ObservationSql.reports(ordered))
                .chain(rows -> rows.rowCount() == ordered.size()
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(ObservationSql.RECORDED)
                                .execute(ObservationSql.told(ordered))
                                .invoke(this::exclude)
                                .replaceWithVoid());
    }

    private void exclude(RowSet<Row> rows) {
        for (Row row : rows) {
            if (!row.getBoolean(2)) {
                outcomes.put(
                        new ReportKey(
                                row.getString(0),
                                row.getUUID(1),
                                row.getLocalDate(4).toEpochDay()),
                        row.getBoolean(3) ? Outcome.ERASED : Outcome.DUPLICATE);
            }
        }
    }

    private Uni<Void> states(SqlConnection connection) {
        Map<String, List<ObservationRow>> recorded = new LinkedHashMap<>();
        for (ObservationRow row : ordered) {
            if (!outcomes.containsKey(row.key())) {
                recorded.computeIfAbsent(row.hierarchyId(), id -> new ArrayList<>(1))
                        .add(row);
            }
        }
        List<ObservationRow> newest = recorded.values().stream()
                .map(rows -> rows.stream().reduce(ObservationRow::newer).orElseThrow())
                .toList();
        if (newest.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<List<ObservationRow>> several =
                recorded.values().stream().filter(rows -> rows.size() > 1).toList();
        return older(connection, recorded, several)
                .chain(() -> new StateRows(connection, owners, newest, highestLevels()).write())
                .invoke(written -> newest.stream()
                        .filter(row -> !written.contains(row.hierarchyId()))
                        // and with it those that are older still
                        .flatMap(row -> recorded.getOrDefault(row.hierarchyId(), List.of()).stream())
                        .forEach(row -> outcomes.put(row.key(), Outcome.OUTDATED)))
                .chain(() -> lowered(connection, several))
                .chain(() -> outdated(connection));
    }

    /** Of several reports of one hierarchy those are outdated that are older than what was there before the batch. */
    private Uni<Void> older(
            SqlConnection connection, Map<String, List<ObservationRow>> recorded, List<List<ObservationRow>> several) {
        String[] ids =
                several.stream().map(rows -> rows.getFirst().hierarchyId()).toArray(String[]::new);
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ObservationSql.NEWEST)
                        .execute(Tuple.tuple().addArrayOfString(ids))
                        .invoke(rows -> rows.forEach(row -> exclude(
                                recorded.getOrDefault(row.getString(0), List.of()),
                                row.getOffsetDateTime(1).toInstant())))
                        .replaceWithVoid();
    }

    /** The newest one's level was written with its state; a level between may have been lower. */
    private Uni<Void> lowered(SqlConnection connection, List<List<ObservationRow>> several) {
        return several.isEmpty()
                ? Uni.createFrom().voidItem()
                : new LoweredBetween(several.stream().map(this::taken).toList()).erase(connection);
    }

    private List<ObservationRow> taken(List<ObservationRow> recorded) {
        return recorded.stream().filter(row -> !outcomes.containsKey(row.key())).toList();
    }

    private void exclude(List<ObservationRow> rows, Instant newest) {
        rows.stream()
                .filter(row -> row.observation().collectedAt().isBefore(newest))
                .forEach(row -> outcomes.put(row.key(), Outcome.OUTDATED));
    }

    /** The highest level at which this batch tells something of each, taken or not. */
    private Map<String, Integer> highestLevels() {
        Map<String, Integer> highest = new HashMap<>();
        seen.forEach(row -> highest.merge(row.hierarchyId(), row.observation().level(), Math::max));
        return highest;
    }

    private Uni<Void> outdated(SqlConnection connection) {
        List<ObservationRow> late = ordered.stream()
                .filter(row -> outcomes.get(row.key()) == Outcome.OUTDATED)
                .toList();
        return late.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(ObservationSql.OUTDATED)
                        .execute(ObservationSql.keys(late))
                        .replaceWithVoid();
    }
}
