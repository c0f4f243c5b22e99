package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;

/**
 * Who may write together, until the transaction ends: batches of observations do, while a change of an owner and an erasure
 * each wait for those that are under way and keep off the others. Whoever had to wait sees in its next statement what the
 * other one did, for a statement sees what was committed before it began, and not before it stopped waiting.
 */
final class Turns {
    private static final String OWNER = "hashtext('hierarchy_tenant')";
    private static final String ERASURE = "hashtext('hierarchy_erasure')";
    /**
     * A batch finds its rows by their keys, each time as its planner sees the tables then: a plan made while they were empty, or
     * a look at all rows for each of a thousand while others add to them, would not end.
     */
    private static final String BY_KEY =
            "set local enable_seqscan = off; set local plan_cache_mode = force_custom_plan; ";

    private static final String TOGETHER = BY_KEY + "select pg_advisory_xact_lock_shared(" + OWNER
            + "), pg_advisory_xact_lock_shared(" + ERASURE + ")";
    private static final String ALONE = "select pg_advisory_xact_lock(";
    /** Entries of the audit wait behind an erasure that waits: not for long. */
    private static final String SOON = "set local lock_timeout = '5s'; ";

    private Turns() {}

    static Uni<Void> ofBatch(SqlClient transaction) {
        return take(transaction, TOGETHER);
    }

    static Uni<Void> ofOwner(SqlClient transaction) {
        return take(transaction, ALONE + OWNER + ")");
    }

    static Uni<Void> ofErasure(SqlClient transaction) {
        return take(transaction, SOON + ALONE + ERASURE + ")");
    }

    private static Uni<Void> take(SqlClient transaction, String lock) {
        return transaction.query(lock).execute().replaceWithVoid();
    }
}
