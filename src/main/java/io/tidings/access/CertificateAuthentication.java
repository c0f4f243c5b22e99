package io.tidings.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows a connection point by the certificate that was bound to its hierarchy when it enrolled. A request that carries an
 * Authorization field is known by that alone.
 */
@Singleton
final class CertificateAuthentication implements HttpAuthenticationMechanism {

    private static final Uni<SecurityIdentity> NOBODY = Uni.createFrom().nullItem();
    private static final String FIND = "select client_id, hierarchy_id, tenant from access_connection_point"
            + " where ended_at is null and (certificate_sha256 = decode($1, 'hex') or certificate_name = any($2))";

    private final ClientCertificates certificates;
    private final Pool pool;
    private final Revocations revocations;
    private final Clock clock;
    // short, because it also remembers nothing else of a change than a revocation
    private final Cache<String, CallerIdentity> known = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    CertificateAuthentication(ClientCertificates certificates, Pool pool, Revocations revocations, Clock clock) {
        this.certificates = certificates;
        this.pool = pool;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return NOBODY;
        }
        ShownCertificate shown = certificates.shown(context);
        if (shown == null) {
            return NOBODY;
        }
        CallerIdentity remembered = known.getIfPresent(shown.fingerprint());
        if (remembered != null && !revocations.covers(remembered)) {
            return Uni.createFrom().item(remembered);
        }
        return find(shown);
    }

    private Uni<SecurityIdentity> find(ShownCertificate shown) {
        Tuple proof = Tuple.of(shown.fingerprint(), shown.names().toArray(String[]::new));
        return pool.preparedQuery(FIND).execute(proof).map(rows -> {
            CallerIdentity identity = toIdentity(rows);
            if (identity != null) {
                known.put(shown.fingerprint(), identity);
            }
            return identity;
        });
    }

    /** A certificate that names two of them proves neither. */
    private @Nullable CallerIdentity toIdentity(RowSet<Row> rows) {
        Instant now = clock.instant();
        if (rows.size() > 1) {
            return null;
        }
        for (Row row : rows) {
            Set<String> roles = Set.of(Role.CONNECTION_POINT_NAME);
            return CallerIdentity.of(new Claims(
                    "",
                    "",
                    row.getString("client_id"),
                    row.getString("hierarchy_id"),
                    row.getString("tenant"),
                    roles,
                    now,
                    now,
                    ""));
        }
        return null;
    }

    /** A certificate is asked for by the TLS handshake, not by an answer. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    /** After the bearer token, before OpenID Connect. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 400;
    }
}
