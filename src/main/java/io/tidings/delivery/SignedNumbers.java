package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Which number a state has, in the whole cluster: it begins at the epoch and grows with every other state. */
@Singleton
class SignedNumbers {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final String FIND =
            "select number from delivery_signed where subject = $1 and state = $2 and epoch >= $3";
    // a replica that has not heard of an epoch yet must not sign its old state as news
    private static final String TAKE =
            """
            insert into delivery_signed as kept (subject, epoch, state, number) values ($1, $3, $2, greatest(1, $3)::int)
            on conflict (subject) do update set epoch = excluded.epoch, state = excluded.state,
                number = case when kept.state = excluded.state then kept.number
                              else greatest(kept.number + 1, excluded.number) end
             where kept.epoch <= excluded.epoch
            returning number""";

    private final Pool pool;

    SignedNumbers(Pool pool) {
        this.pool = pool;
    }

    Uni<Integer> of(Statement statement) {
        Tuple parameters =
                Tuple.of(statement.subject(), Buffer.buffer(statement.state().bytes()), statement.epoch());
        return pool.preparedQuery(FIND)
                .execute(parameters)
                .chain(found -> found.size() > 0
                        ? Uni.createFrom().item(found)
                        : pool.preparedQuery(TAKE).execute(parameters))
                .map(SignedNumbers::number);
    }

    private static int number(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new Problem(ProblemType.UNAVAILABLE, "What was signed last is newer than what is known here yet.")
                    .retryAfter(AT_ONCE);
        }
        return rows.iterator().next().getInteger(0);
    }

    /** Nobody who was erased leaves a number behind. */
    static Uni<Void> erase(SqlClient transaction, List<String> hierarchyIds) {
        return transaction
                .preparedQuery("delete from delivery_signed where subject = any($1)")
                .execute(Tuple.tuple().addValue(hierarchyIds.toArray(String[]::new)))
                .replaceWithVoid();
    }
}
