package io.tidings.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tenant brought which content: the same bytes lie there once for all, and who did not bring them has none. */
@Singleton
class ContentOwners {

    private static final String NOTE =
            "insert into delivery_content_owner (sha256, tenant) values ($1, $2) on conflict do nothing";
    private static final String HELD =
            "select sha256 from delivery_content_owner where tenant = $1 and sha256 = any($2)";
    private static final int REMEMBERED = 10_000;

    /** Content that is collected is not there, whoever is said to hold it, so that this may be a little behind. */
    private final Cache<Holding, Boolean> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private final Pool pool;

    private record Holding(String tenant, String sha256) {}

    ContentOwners(Pool pool) {
        this.pool = pool;
    }

    /** In the transaction that keeps the content; answers whether the tenant did not have it. */
    static Uni<Boolean> note(SqlConnection connection, String sha256, String tenant) {
        return connection
                .preparedQuery(NOTE)
                .execute(Tuple.of(sha256, tenant))
                .map(RowSet::rowCount)
                .map(added -> added == 1);
    }

    Uni<Boolean> holds(String tenant, String sha256) {
        return held(tenant, List.of(sha256)).map(held -> held.contains(sha256));
    }

    /** Those of them that the tenant brought. */
    Uni<Set<String>> held(String tenant, Collection<String> digests) {
        Set<String> held = new HashSet<>(digests);
        String[] unknown = digests.stream()
                .filter(sha256 -> known.getIfPresent(new Holding(tenant, sha256)) == null)
                .toArray(String[]::new);
        if (unknown.length == 0) {
            return Uni.createFrom().item(held);
        }
        held.removeAll(List.of(unknown));
        return pool.preparedQuery(HELD).execute(Tuple.of(tenant, unknown)).map(rows -> {
            rows.forEach(row -> {
                held.add(row.getString(0));
                known.put(new Holding(tenant, row.getString(0)), true);
            });
            return held;
        });
    }
}
