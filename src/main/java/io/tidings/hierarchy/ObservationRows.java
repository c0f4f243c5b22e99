package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.ObservationRow.ReportKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a batch of observations with a fixed number of statements, however many there are: a row at a time would be a
 * hundred times slower. First what only counts anew ({@link CountedRows}); of the rest first the ledger, then the states: what
 * is not new, or not the newest, is found out afterwards (decision 0082). The batch has no report twice.
 */
final class ObservationRows {
    /** 23505 of PostgreSQL's table: the key is there already. */
    private static final String KNOWN = "23505";

    private final Owners owners;
    private final List<ObservationRow> seen;
    /** In the order of their ids, in which each of its statements writes: so that two batches seldom wait for each other. */
    private final List<ObservationRow> ordered;

    private final Map<ReportKey, Outcome> outcomes = new HashMap<>();
    private boolean looking;

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
                .chain(() -> counted(connection))
                .chain(counted -> rest(connection, counted))
                .replaceWith(() -> seen.stream()
                        .map(row -> outcomes.getOrDefault(row.key(), Outcome.TAKEN))
                        .toList());
    }

    /** A hierarchy that has used the id of a report for another one is known by it: then each of them is looked for. */
    private Uni<Set<String>> counted(SqlConnection connection) {
        return new CountedRows(connection, looking ? List.of() : alone())
                .write()
                .onFailure(ObservationRows::isKnown)
                .invoke(() -> looking = true);
    }

    static boolean isKnown(Throwable failure) {
        return failure instanceof PgException pg && KNOWN.equals(pg.getSqlState());
    }

    /** Those that are the only ones of their hierarchies here. */
    private List<ObservationRow> alone() {
        List<ObservationRow> alone = new ArrayList<>(ordered.size());
        for (int i = 0; i < ordered.size(); i++) {
            if (!isOfOne(i - 1, i) && !isOfOne(i, i + 1)) {
                alone.add(ordered.get(i));
            }
        }
        return alone;
    }

    private boolean isOfOne(int i, int j) {
        return i >= 0
                && j < ordered.size()
                && ordered.get(i).hierarchyId().equals(ordered.get(j).hierarchyId());
    }

    private Uni<Void> rest(SqlConnection connection, Set<String> counted) {
        List<ObservationRow> rest = ordered.stream()
                .filter(row -> !counted.contains(row.hierarchyId()))
                .toList();
        return rest.isEmpty()
                ? Uni.createFrom().voidItem()
                : record(connection, rest).chain(() -> states(connection, rest));
    }

    /** Afterwards whatever is a duplicate, or erased, is known. */
    private Uni<Void> record(SqlConnection connection, List<ObservationRow> rest) {
        return connection
                .preparedQuery(ObservationSql.RECORD)
                .execute(ObservationSql.reports(rest))
                .chain(rows -> rows.rowCount() == rest.size()
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(ObservationSql.RECORDED)
                                .execute(ObservationSql.told(rest))
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

    private Uni<Void> states(SqlConnection connection, List<ObservationRow> rest) {
        Map<String, List<ObservationRow>> recorded = new LinkedHashMap<>();
        for (ObservationRow row : rest) {
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
                .chain(() -> new StateRows(connection, owners, newest, highestLevels(rest)).write())
                .invoke(written -> newest.stream()
                        .filter(row -> !written.contains(row.hierarchyId()))
                        // and with it those that are older still
                        .flatMap(row -> recorded.getOrDefault(row.hierarchyId(), List.of()).stream())
                        .forEach(row -> outcomes.put(row.key(), Outcome.OUTDATED)))
                .chain(() -> lowered(connection, several))
                .chain(() -> outdated(connection, rest));
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
    private static Map<String, Integer> highestLevels(List<ObservationRow> rest) {
        Map<String, Integer> highest = new HashMap<>();
        rest.forEach(row -> highest.merge(row.hierarchyId(), row.observation().level(), Math::max));
        return highest;
    }

    private Uni<Void> outdated(SqlConnection connection, List<ObservationRow> rest) {
        List<ObservationRow> late = rest.stream()
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
