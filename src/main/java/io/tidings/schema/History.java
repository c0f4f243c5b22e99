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

    History(Pool pool) {
        this.pool = pool;
    }

    /**
     * Runs the first file that is missing, if any, and says how many are missing after that. The lock belongs to the
     * transaction: a replica that dies in the middle leaves neither a lock nor half a file behind.
     */
    Uni<Integer> step(List<Migration> program) {
        return pool.withTransaction(connection -> connection
                .query("select pg_advisory_xact_lock(" + LOCK + ")")
                .execute()
                .chain(() -> createIfMissing(connection))
                .chain(() -> read(connection))
                .chain(history -> follow(Plan.of(program, history), connection)));
    }

    private static Uni<Void> createIfMissing(SqlConnection connection) {
        // "create table if not exists" would raise a notice, which the client logs as a warning, at every start
        return connection
                .query("select to_regclass('schema_history') is null")
                .execute()
                .chain(found -> found.iterator().next().getBoolean(0)
                        ? connection.query(CREATE).execute().replaceWithVoid()
                        : Uni.createFrom().voidItem());
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
