package io.tidings.access;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the replicas share through the database: their public keys, and whose tokens count no longer. */
@Singleton
final class SharedState {

    /** On this channel the replicas tell each other to look again. */
    static final String CHANNEL = "access";

    private final Pool pool;

    SharedState(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> publish(VerificationKey key) {
        return pool.preparedQuery(
                        "with published as (insert into access_signing_key (kid, public_key, created_at, verifies_until)"
                                + " values ($1, $2, $3, $4)) select pg_notify('" + CHANNEL + "', '')")
                .execute(Tuple.of(
                        key.kid(),
                        Buffer.buffer(key.key().getEncoded()),
                        key.createdAt().atOffset(ZoneOffset.UTC),
                        key.verifiesUntil().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<List<VerificationKey>> keys(Instant now) {
        return pool.preparedQuery("select public_key, created_at, verifies_until from access_signing_key"
                        + " where verifies_until > $1")
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(SharedState::toKeys);
    }

    Uni<Set<String>> revokedSince(Instant moment) {
        return pool.preparedQuery("select client_id from access_revocation where revoked_at > $1")
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC)))
                .map(SharedState::toRevoked);
    }

    /** Throws away what can no longer matter to any token. */
    Uni<Void> forget(Instant now, Duration tokenLife) {
        return pool.preparedQuery("delete from access_signing_key where verifies_until < $1")
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .chain(() -> pool.preparedQuery("delete from access_revocation where revoked_at < $1")
                        .execute(Tuple.of(now.minus(tokenLife).atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    private static List<VerificationKey> toKeys(RowSet<Row> rows) {
        List<VerificationKey> keys = new ArrayList<>();
        for (Row row : rows) {
            keys.add(VerificationKey.of(
                    row.getBuffer("public_key").getBytes(),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("verifies_until").toInstant()));
        }
        return keys;
    }

    private static Set<String> toRevoked(RowSet<Row> rows) {
        Set<String> revoked = new HashSet<>();
        rows.forEach(row -> revoked.add(row.getString("client_id")));
        return revoked;
    }
}
