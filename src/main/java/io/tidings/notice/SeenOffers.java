package io.tidings.notice;

import io.smallrye.mutiny.Uni;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers.Offering;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each standing was offered when somebody looked last: pages of standings, a statement each. */
@Singleton
class SeenOffers {

    private static final String BEGIN =
            "insert into notice_watch (name, epoch) values ('offers', 0) on conflict do nothing";
    private static final String PUT =
            """
            insert into notice_offer (standing, updates)
            select standing, string_to_array(updates, E'\\n') from unnest($1::bytea[], $2::text[]) as o (standing, updates)
            on conflict (standing) do update set updates = excluded.updates
             where notice_offer.updates <> excluded.updates""";

    private final Pool pool;

    SeenOffers(Pool pool) {
        this.pool = pool;
    }

    /** The row stays locked until the transaction ends: of several replicas one looks. */
    Uni<Long> lookedUpTo(SqlClient transaction) {
        return transaction
                .query(BEGIN)
                .execute()
                .chain(() -> transaction
                        .query("select epoch from notice_watch where name = 'offers' for update")
                        .execute())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<Void> setLookedUpTo(SqlClient transaction, long epoch) {
        return transaction
                .preparedQuery("update notice_watch set epoch = $1 where name = 'offers'")
                .execute(Tuple.of(epoch))
                .replaceWithVoid();
    }

    /** A standing that nobody has looked at yet grows by nothing: its hierarchies have just come to it. */
    Uni<Growth> grownTo(Map<StandingId, Offering> now) {
        return pool.preparedQuery("select standing, updates from notice_offer where standing = any($1)")
                .execute(Tuple.tuple().addValue(ids(now.keySet())))
                .map(rows -> growth(rows, now));
    }

    private static Growth growth(RowSet<Row> rows, Map<StandingId, Offering> now) {
        Map<StandingId, List<String>> added = new HashMap<>();
        for (Row row : rows) {
            StandingId standing = StandingId.of(row.getBuffer(0).getBytes());
            Set<String> before = Set.of(row.getArrayOfStrings(1));
            Offering offering = now.get(standing);
            if (offering != null) {
                added.put(
                        standing,
                        offering.updates().stream()
                                .filter(id -> !before.contains(id))
                                .toList());
            }
        }
        return new Growth(added);
    }

    Uni<Void> put(Map<StandingId, Offering> now) {
        String[] updates = now.values().stream()
                .map(offering -> String.join("\n", offering.updates()))
                .toArray(String[]::new);
        return pool.preparedQuery(PUT)
                .execute(Tuple.of(ids(now.keySet()), updates))
                .replaceWithVoid();
    }

    private static Buffer[] ids(Collection<StandingId> standings) {
        return standings.stream().map(StandingId::bytes).map(Buffer::buffer).toArray(Buffer[]::new);
    }
}
