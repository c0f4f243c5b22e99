package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The statements on connection points and their secrets, each inside the transaction that its caller holds. Plain SQL,
 * because the database decides the races: a unique index over the present ones, and row locks.
 */
@Singleton
final class ConnectionPointRows {

    private static final String CHANGE_MODE =
            """
            with changed as (
                update access_connection_point set mode = $2, mode_since = $3 where client_id = $1 and mode <> $2
                returning client_id, hierarchy_id),
            asked as (
                insert into access_mode_change (client_id, hierarchy_id, mode, asked_at)
                select client_id, hierarchy_id, $2, $3 from changed returning client_id)
            select pg_notify('access_mode', '') from asked""";
    private static final String PRESENT = "select client_id, hierarchy_id, tenant, site_code, site_type, mode,"
            + " mobile_device_subscription, enrolled_at from access_connection_point"
            + " where hierarchy_id = $1 and ended_at is null";

    private static final String INSERT =
            "insert into access_connection_point (client_id, hierarchy_id, tenant, site_code,"
                    + " site_type, site_version, mode, mobile_device_subscription, certificate_sha256, certificate_name,"
                    + " certificate_expires_at, mode_since, enrolled_at)"
                    + " values ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'hex'), $10, $11, $12, $12)"
                    + " on conflict (hierarchy_id) where ended_at is null do nothing";

    private static final String END =
            "with ended as (update access_connection_point set ended_at = $2, end_reason = $3,"
                    + " certificate_sha256 = null where client_id = $1 returning client_id),"
                    + " revoked as (insert into access_revocation select client_id, $2 from ended on conflict do nothing),"
                    + " gone as (delete from access_secret where client_id = $1)"
                    + " select pg_notify('" + SharedState.CHANNEL + "', '')";

    /** The present one, locked until the transaction ends. */
    Uni<Optional<Present>> lockPresent(SqlClient transaction, String hierarchyId) {
        return transaction
                .preparedQuery(PRESENT + " for update")
                .execute(Tuple.of(hierarchyId))
                .map(ConnectionPointRows::toPresent);
    }

    Uni<Optional<Present>> present(SqlClient client, String hierarchyId) {
        return client.preparedQuery(PRESENT).execute(Tuple.of(hierarchyId)).map(ConnectionPointRows::toPresent);
    }

    /** False when the hierarchy has a present one; of two that try at once, one waits for the other and then is told so. */
    Uni<Boolean> insert(SqlClient transaction, Candidate candidate) {
        Tuple values = Tuple.tuple();
        for (Object column : candidate.columns()) {
            values.addValue(column);
        }
        values.addValue(utc(candidate.at()));
        return transaction
                .preparedQuery(INSERT)
                .execute(values)
                .map(rows -> rows.rowCount() == 1)
                .onFailure(ConnectionPointRows::isDuplicate)
                .transform(failure -> new Problem(
                        ProblemType.CONFLICT, "The certificate is bound to another hierarchy's connection point"));
    }

    /** 23505 of PostgreSQL's table; the place itself is taken without a failure, so what is left is the certificate. */
    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof PgException pg && "23505".equals(pg.getSqlState());
    }

    Uni<Void> end(SqlClient transaction, String clientId, String reason, Instant at) {
        return transaction
                .preparedQuery(END)
                .execute(Tuple.of(clientId, utc(at), reason))
                .replaceWithVoid();
    }

    /** Whoever follows the changes is told of it; what is so already changes nothing. */
    Uni<Void> changeMode(SqlClient transaction, String clientId, Mode mode, Instant at) {
        return transaction
                .preparedQuery(CHANGE_MODE)
                .execute(Tuple.of(clientId, mode.name(), utc(at)))
                .replaceWithVoid();
    }

    Uni<Void> addSecret(SqlClient transaction, String clientId, Secret secret, Instant at, Instant expiresAt) {
        return transaction
                .preparedQuery("insert into access_secret (client_id, hash, created_at, expires_at)"
                        + " values ($1, $2, $3, $4)")
                .execute(Tuple.of(clientId, Buffer.buffer(secret.hash()), utc(at), utc(expiresAt)))
                .replaceWithVoid();
    }

    /** Only the newest secret lives on, and no longer than until then: a client never has more than two. */
    Uni<Void> retireSecrets(SqlClient transaction, String clientId, Instant until) {
        return transaction
                .preparedQuery("delete from access_secret where client_id = $1 and created_at <"
                        + " (select max(created_at) from access_secret where client_id = $1)")
                .execute(Tuple.of(clientId))
                .chain(() -> transaction
                        .preparedQuery(
                                "update access_secret set expires_at = least(expires_at, $2)" + " where client_id = $1")
                        .execute(Tuple.of(clientId, utc(until))))
                .replaceWithVoid();
    }

    private static Optional<Present> toPresent(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new Present(
                    row.getString("client_id"),
                    row.getString("hierarchy_id"),
                    row.getString("tenant"),
                    row.getString("site_code"),
                    SiteType.valueOf(row.getString("site_type")),
                    Mode.valueOf(row.getString("mode")),
                    row.getBoolean("mobile_device_subscription"),
                    row.getOffsetDateTime("enrolled_at").toInstant()));
        }
        return Optional.empty();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
