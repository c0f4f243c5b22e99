package io.tidings.schema;

import io.smallrye.mutiny.Uni;
import io.tidings.schema.Plan.Applied;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.StreamSupport;

/** The table that remembers which files ran, and the transaction in which one more of them does. */
@Singleton
class History {

    /** Any number will do as long as no other program on the database server takes the same: "tidings" in ASCII. */
    private static final long LOCK = 0x74_69_64_69_6e_67_73L;

    private static final String CREATE =
            """
            create table schema_history (
                path text primary key,
                checksum bytea not null,
                applied_at timestamptz not null default now()
            )""";

    private final Pool pool;
    private final Connections connections;

    History(Pool pool, Connections connections) {
        this.pool = pool;
        this.connections = connections;
    }

    /** Runs the files that are missing, if any, one transaction each. An index on a large table takes its time. */
    Uni<Void> complete(List<Migration> program) {
        return pool.withConnection(History::look)
                .map(history -> isComplete(Plan.of(program, history)))
                .chain(complete -> complete
                        ? Uni.createFrom().voidItem()
                        : connections.patiently(patient -> steps(program, patient)));
    }

    /** Without the lock: what has run once stays. */
    private static Uni<List<Applied>> look(SqlConnection connection) {
        return isMissing(connection)
                .chain(missing -> missing ? Uni.createFrom().item(List.<Applied>of()) : read(connection));
    }

    private static boolean isComplete(Plan plan) {
        return switch (plan) {
            case Plan.Refuse ignored -> false;
            case Plan.Run run -> run.missing().isEmpty();
        };
    }

    private static Uni<Void> steps(List<Migration> program, Pool patient) {
        return step(program, patient).chain(left -> left == 0 ? Uni.createFrom().voidItem() : steps(program, patient));
    }

    /**
     * Runs the first file that is missing, if any, and says how many are missing after that. The lock belongs to the
     * transaction: a replica that dies in the middle leaves neither a lock nor half a file behind.
     */
    private static Uni<Integer> step(List<Migration> program, Pool patient) {
        return patient.withTransaction(connection -> connection
                .query("select pg_advisory_xact_lock(" + LOCK + ")")
                .execute()
                .chain(() -> createIfMissing(connection))
                .chain(() -> read(connection))
                .chain(history -> follow(Plan.of(program, history), connection)));
    }

    private static Uni<Void> createIfMissing(SqlConnection connection) {
        // "create table if not exists" would raise a notice, which the client logs as a warning, at every start
        return isMissing(connection)
                .chain(missing -> missing
                        ? connection.query(CREATE).execute().replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Boolean> isMissing(SqlConnection connection) {
        return connection
                .query("select to_regclass('schema_history') is null")
                .execute()
                .map(found -> found.iterator().next().getBoolean(0));
    }

    private static Uni<List<Applied>> read(SqlConnection connection) {
        return connection
                .query("select path, encode(checksum, 'hex') from schema_history")
                .execute()
                .map(History::applied);
    }

    private static List<Applied> applied(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Applied(row.getString(0), row.getString(1)))
                .toList();
    }

    private static Uni<Integer> follow(Plan plan, SqlConnection connection) {
        return switch (plan) {
            case Plan.Refuse refuse -> Uni.createFrom().failure(new SchemaRefused(refuse.why()));
            case Plan.Run run when run.missing().isEmpty() -> Uni.createFrom().item(0);
            case Plan.Run run ->
                run(run.missing().getFirst(), connection)
                        .replaceWith(run.missing().size() - 1);
        };
    }

    private static Uni<Void> run(Migration file, SqlConnection connection) {
        return connection
                .query(file.sql())
                .execute()
                .onFailure(failure -> !DatabaseTrouble.mayPass(failure))
                .transform(failure ->
                        new SchemaRefused("The schema file " + file.path() + " failed: " + failure.getMessage()))
                .chain(() -> connection
                        .preparedQuery("insert into schema_history (path, checksum) values ($1, decode($2, 'hex'))")
                        .execute(Tuple.of(file.path(), file.checksum())))
                .replaceWithVoid();
    }
}
