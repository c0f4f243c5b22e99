package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.BiFunction;

/** One who follows the erasures and keeps its mark in the database. The mark is locked: of several replicas one works. */
final class ErasureFollower {
    private static final int BATCH = 500;
    private static final String BEGIN =
            "insert into hierarchy_follower (name) values ($1) on conflict (name) do nothing";
    private static final String LOCK = "select transaction, row from hierarchy_follower where name = $1 for update";
    private static final String GO_ON = "update hierarchy_follower set transaction = $2, row = $3 where name = $1";

    private final Pool pool;
    private final HierarchyFeed feed;
    private final String name;
    private final BiFunction<SqlClient, List<String>, Uni<Void>> erase;

    ErasureFollower(Pool pool, HierarchyFeed feed, String name, BiFunction<SqlClient, List<String>, Uni<Void>> erase) {
        this.pool = pool;
        this.feed = feed;
        this.name = name;
        this.erase = erase;
    }

    Uni<Void> follow() {
        return pool.preparedQuery(BEGIN).execute(Tuple.of(name)).chain(this::goOn);
    }

    private Uni<Void> goOn() {
        return pool.withTransaction(this::batch)
                .chain(erased -> erased < BATCH ? Uni.createFrom().voidItem() : goOn());
    }

    private Uni<Integer> batch(SqlClient transaction) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(name))
                .map(ErasureFollower::mark)
                .chain(mark -> feed.erasures(transaction, mark, BATCH))
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(0) : erase(transaction, found));
    }

    private static Mark mark(RowSet<Row> rows) {
        var row = rows.iterator().next();
        return new Mark(row.getLong(0), row.getString(1));
    }

    private Uni<Integer> erase(SqlClient transaction, List<Marked<String>> found) {
        Mark last = found.getLast().mark();
        return erase.apply(transaction, found.stream().map(Marked::value).toList())
                .chain(() -> transaction.preparedQuery(GO_ON).execute(Tuple.of(name, last.transaction(), last.row())))
                .replaceWith(found.size());
    }
}
