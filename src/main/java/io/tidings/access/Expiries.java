package io.tidings.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.tidings.hierarchy.Mark;
import io.tidings.hierarchy.Marked;
import io.tidings.schema.Migrations;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Announces each secret and each certificate that is about to expire, once, however many replicas look: in the audit, and to
 * whoever follows by the signal {@code access_expiry}. A secret that was renewed in time is not spoken of.
 */
@Singleton
public class Expiries {

    private static final Logger LOG = Logger.getLogger(Expiries.class);
    private static final long EVERY = Duration.ofHours(1).toMillis();
    private static final int BATCH = 100;

    /** Of two that look at once the second waits for the first, and then finds the secret announced. */
    private static final String SECRETS =
            """
            with due as (
                select s.client_id, s.hash, c.hierarchy_id, c.tenant from access_secret s
                    join access_connection_point c on c.client_id = s.client_id and c.ended_at is null
                where s.announced_at is null and s.expires_at <= $2
                    and not exists (select from access_secret newer
                        where newer.client_id = s.client_id and newer.created_at > s.created_at)
                order by s.expires_at, s.client_id limit $3),
            announced as (
                update access_secret s set announced_at = $1 from due
                where s.client_id = due.client_id and s.hash = due.hash and s.announced_at is null
                returning s.client_id, due.hierarchy_id, due.tenant, s.expires_at),
            kept as (
                insert into access_expiry (client_id, hierarchy_id, tenant, expires_at, announced_at, credential)
                select client_id, hierarchy_id, tenant, expires_at, $1, 'SECRET' from announced
                returning hierarchy_id, tenant, credential, expires_at)
            select hierarchy_id, tenant, credential, expires_at, pg_notify('access_expiry', '') from kept
            """;

    private static final String CERTIFICATES =
            """
            with due as (
                select client_id from access_connection_point
                where certificate_announced_at is null and ended_at is null and certificate_expires_at <= $2
                order by certificate_expires_at, client_id limit $3),
            announced as (
                update access_connection_point c set certificate_announced_at = $1 from due
                where c.client_id = due.client_id and c.certificate_announced_at is null and c.ended_at is null
                returning c.client_id, c.hierarchy_id, c.tenant, c.certificate_expires_at),
            kept as (
                insert into access_expiry (client_id, hierarchy_id, tenant, expires_at, announced_at, credential)
                select client_id, hierarchy_id, tenant, certificate_expires_at, $1, 'CERTIFICATE' from announced
                returning hierarchy_id, tenant, credential, expires_at)
            select hierarchy_id, tenant, credential, expires_at, pg_notify('access_expiry', '') from kept
            """;

    private static final String AFTER =
            """
            select announced_in::text::int8, client_id, hierarchy_id, tenant, credential, expires_at from access_expiry
            where (announced_in, client_id) > ($1::text::xid8, $2::text)
                and announced_in < pg_snapshot_xmin(pg_current_snapshot())
            order by announced_in, client_id limit $3
            """;

    private final Pool pool;
    private final Audit audit;
    private final Clock clock;
    private final Duration notice;
    private final MeterRegistry meters;
    private long timer;
    private volatile boolean stopped;

    Expiries(Pool pool, Audit audit, Clock clock, AccessSettings settings, MeterRegistry meters) {
        this.pool = pool;
        this.audit = audit;
        this.clock = clock;
        this.notice = settings.secret().notice();
        this.meters = meters;
    }

    void start(@Observes StartupEvent event, Vertx vertx, Migrations migrations) {
        timer = vertx.setPeriodic(EVERY, id -> announceNow());
        migrations.settled().subscribe().with(ready -> announceNow());
    }

    void stop(@Observes ShutdownEvent event, Vertx vertx) {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void announceNow() {
        announce().subscribe().with(done -> {}, this::failed);
    }

    /** What a stop cuts off is no failure: the next start looks again. */
    private void failed(Throwable failure) {
        if (!stopped) {
            LOG.warnf("Expiring credentials are looked for again later: %s", failure);
        }
    }

    /** What was announced after the mark, in the order of commits. */
    public Uni<List<Marked<Expiry>>> after(Mark mark, int limit) {
        Tuple after = Tuple.of(Long.toUnsignedString(mark.transaction()), mark.row(), limit);
        return pool.preparedQuery(AFTER).execute(after).map(rows -> {
            List<Marked<Expiry>> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Marked<>(new Mark(row.getLong(0), row.getString(1)), toExpiry(row))));
            return found;
        });
    }

    /** Announces what is due by now. */
    Uni<Void> announce() {
        return announce(SECRETS).chain(() -> announce(CERTIFICATES));
    }

    private Uni<Void> announce(String statement) {
        return pool.withTransaction(transaction -> announceBatch(transaction, statement))
                .chain(announced -> announced < BATCH ? Uni.createFrom().voidItem() : announce(statement));
    }

    private Uni<Integer> announceBatch(SqlClient transaction, String statement) {
        Instant now = clock.instant();
        return transaction
                .preparedQuery(statement)
                .execute(Tuple.of(utc(now), utc(now.plus(notice)), BATCH))
                .map(Expiries::toExpiries)
                .call(expiries -> record(transaction, expiries))
                .map(List::size);
    }

    private Uni<Void> record(SqlClient transaction, List<Expiry> expiries) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Expiry expiry : expiries) {
            String credential = expiry.credential().word();
            meters.counter("access_" + credential + "s_announced").increment();
            Decision decision = new Decision(
                    expiry.tenant(),
                    "tidings",
                    "access." + credential + "-expires",
                    expiry.hierarchyId(),
                    "at " + expiry.expiresAt());
            done = done.chain(() -> audit.record(transaction, decision));
        }
        return done;
    }

    private static List<Expiry> toExpiries(RowSet<Row> rows) {
        List<Expiry> expiries = new ArrayList<>();
        rows.forEach(row -> expiries.add(toExpiry(row)));
        return expiries;
    }

    private static Expiry toExpiry(Row row) {
        return new Expiry(
                row.getString("hierarchy_id"),
                row.getString("tenant"),
                Expiry.Credential.valueOf(row.getString("credential")),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
