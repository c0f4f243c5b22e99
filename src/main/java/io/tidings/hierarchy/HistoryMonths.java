package io.tidings.hierarchy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.schema.Migrations;
import io.tidings.setting.Bounds;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Keeps the history in months: makes the coming ones before they come, and drops the old ones as a whole. */
@Singleton
class HistoryMonths {
    private static final Logger LOG = Logger.getLogger(HistoryMonths.class);
    private static final long EVERY = Duration.ofHours(6).toMillis();
    private static final int AHEAD = 2;
    private static final int MOST = 1_200;
    private static final String PREFIX = "hierarchy_report_";
    /** Any number that no other transaction of the program takes. */
    private static final long LOCK = 0x6d_6f_6e_74_68_73L;

    /** The intake waits behind whoever waits for a month that somebody reads: not for long. */
    private static final String SOON = "set local lock_timeout = '2s'";

    private static final String THERE = "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " where i.inhparent = 'hierarchy_report'::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$'";

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final Migrations migrations;
    private final int kept;
    private long timer;
    private volatile boolean stopped;

    HistoryMonths(Pool pool, Vertx vertx, Clock clock, Migrations migrations, HierarchySettings settings) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.migrations = migrations;
        this.kept = settings.historyMonths();
        Bounds.of("hierarchy").whole("history-months", kept, 1, MOST);
    }

    /** Early: a setting that cannot work ends the start before there is anything to be stopped again. */
    void start(@Observes @Priority(1) StartupEvent event) {
        timer = vertx.setPeriodic(EVERY, id -> keepNow());
        migrations.settled().subscribe().with(ready -> keepNow());
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void keepNow() {
        keep().subscribe().with(done -> {}, this::failed);
    }

    /** What a stop cuts off is no failure: the next start brings it in line. */
    private void failed(Throwable failure) {
        if (!stopped) {
            LOG.warnf("The months of the history are tried again later: %s", failure);
        }
    }

    /** Brings the months in line with the clock. */
    Uni<Void> keep() {
        YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        return pool.withTransaction(connection -> connection
                        .query("select pg_advisory_xact_lock(" + LOCK + ")")
                        .execute()
                        .chain(() -> connection.query(SOON).execute())
                        .chain(() -> connection.query(THERE).execute())
                        .chain(rows -> bring(connection, now, names(rows))))
                .invoke(dropped -> dropped.forEach(name -> LOG.infof("History: dropped %s", name)))
                .replaceWithVoid();
    }

    private static Set<String> names(RowSet<Row> rows) {
        Set<String> names = new HashSet<>();
        rows.forEach(row -> names.add(row.getString(0)));
        return names;
    }

    /** Says which it dropped. */
    private Uni<List<String>> bring(SqlConnection connection, YearMonth now, Set<String> there) {
        String first = name(now.minusMonths(kept));
        List<String> old = there.stream()
                .filter(name -> name.compareTo(first) < 0)
                .sorted()
                .toList();
        return run(connection, statements(now, there, old)).replaceWith(old);
    }

    private List<String> statements(YearMonth now, Set<String> there, List<String> old) {
        YearMonth first = now.minusMonths(kept);
        List<String> statements = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(now.plusMonths(AHEAD)); month = month.plusMonths(1)) {
            if (!there.contains(name(month))) {
                create(month, statements);
            }
        }
        old.forEach(name -> statements.add("drop table " + name));
        statements.add("delete from hierarchy_report_else where collected_on < '" + first.atDay(1) + "'");
        return statements;
    }

    /** Reports may already lie in the table for everything else, if the service slept over the turn of two months. */
    private static void create(YearMonth month, List<String> statements) {
        String name = name(month);
        String from = "'" + month.atDay(1) + "'";
        String to = "'" + month.plusMonths(1).atDay(1) + "'";
        statements.add("create table " + name + " (like hierarchy_report including all)");
        // this one thing a table that is like another does not take from it
        statements.add("alter table " + name + " alter column items set statistics 0");
        statements.add("with moved as (delete from hierarchy_report_else where collected_on >= " + from
                + " and collected_on < " + to + " returning *) insert into " + name + " select * from moved");
        statements.add("alter table hierarchy_report attach partition " + name + " for values from (" + from + ") to ("
                + to + ")");
    }

    private static String name(YearMonth month) {
        return PREFIX + "%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    private static Uni<Void> run(SqlConnection connection, List<String> statements) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String statement : statements) {
            done = done.chain(() -> connection.query(statement).execute().replaceWithVoid());
        }
        return done;
    }
}
