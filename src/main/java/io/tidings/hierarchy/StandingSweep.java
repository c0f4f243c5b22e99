package io.tidings.hierarchy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.schema.Migrations;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets the standings that no hierarchy has any more. One that comes back later is new again to those who follow. */
@Singleton
class StandingSweep {
    private static final Logger LOG = Logger.getLogger(StandingSweep.class);
    private static final long EVERY = Duration.ofHours(6).toMillis();

    /**
     * Every batch of observations holds the weaker lock of an insert until its hierarchies are committed: behind this one
     * there is none under way, and none begins before the end. The intake would wait behind a sweep that waits: not for long.
     */
    private static final String ALONE =
            "set local lock_timeout = '2s'; lock table hierarchy_standing in share row exclusive mode";

    private static final String FORGET =
            "delete from hierarchy_standing s where not exists" + " (select from hierarchy h where h.standing = s.id)";

    private final Pool pool;
    private final Vertx vertx;
    private final Migrations migrations;
    private long timer;

    StandingSweep(Pool pool, Vertx vertx, Migrations migrations) {
        this.pool = pool;
        this.vertx = vertx;
        this.migrations = migrations;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(EVERY, id -> sweepNow());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void sweepNow() {
        migrations
                .done()
                .chain(this::sweep)
                .subscribe()
                .with(
                        gone -> LOG.debugf("%d standings were forgotten", gone),
                        failure -> LOG.infof("Standings are swept again later: %s", failure.getMessage()));
    }

    /** Says how many were forgotten. */
    Uni<Integer> sweep() {
        return pool.withTransaction(connection -> connection
                .query(ALONE)
                .execute()
                // a statement of its own, because it must see what was committed while this waited
                .chain(() -> connection.query(FORGET).execute())
                .map(rows -> rows.rowCount()));
    }
}
