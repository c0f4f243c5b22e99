package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.audit.Decision;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** The one-time keys: minted by an operator for its tenant, used up by the first hierarchy that enrols with it. */
@Singleton
final class EnrolmentKeys {

    private static final Duration DAY = Duration.ofDays(1);

    private static final String MINT = "insert into access_enrolment_key"
            + " (hash, tenant, hierarchy_id, minted_by, minted_at, expires_at) values ($1, $2, $3, $4, $5, $6)";

    private static final String USE_UP = "update access_enrolment_key set used_at = $3, used_for = $2"
            + " where hash = $1 and used_at is null and expires_at > $3"
            + " and (hierarchy_id is null or hierarchy_id = $2) returning tenant";

    private final Pool pool;
    private final Audit audit;
    private final Clock clock;

    EnrolmentKeys(Pool pool, Audit audit, Clock clock) {
        this.pool = pool;
        this.audit = audit;
        this.clock = clock;
    }

    Uni<EnrolmentKey> mint(Caller operator, EnrolmentKeyRequest request) {
        Secret key = Secret.draw("tde_");
        Instant now = clock.instant();
        Duration valid = request.validHours() == null ? DAY : Duration.ofHours(request.validHours());
        EnrolmentKey minted = new EnrolmentKey(key.text(), now.plus(valid));
        String scope = request.hierarchyId() == null ? "any hierarchy" : request.hierarchyId();
        Tuple values = Tuple.of(Buffer.buffer(key.hash()), operator.tenant(), request.hierarchyId())
                .addString(operator.name())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(minted.expiresAt().atOffset(ZoneOffset.UTC));
        Decision decision = new Decision(
                operator.tenant(), operator.name(), "access.mint-enrolment-key", scope, "until " + minted.expiresAt());
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(MINT)
                        .execute(values)
                        .chain(() -> audit.record(transaction, decision)))
                .replaceWith(minted);
    }

    /** Gives the tenant of the key. One answer for a key that is unknown, used, expired or another's, so that none can be probed. */
    Uni<String> useUp(SqlClient transaction, String key, String hierarchyId) {
        Buffer hash = Buffer.buffer(new Secret(key).hash());
        return transaction
                .preparedQuery(USE_UP)
                .execute(Tuple.of(hash, hierarchyId, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(EnrolmentKeys::tenantOf);
    }

    private static String tenantOf(RowSet<Row> rows) {
        for (Row row : rows) {
            return row.getString("tenant");
        }
        throw new Problem(ProblemType.FORBIDDEN, "The enrolment key is not accepted for this hierarchy");
    }
}
