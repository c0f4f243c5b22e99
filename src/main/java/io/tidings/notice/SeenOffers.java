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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each standing was offered when somebody looked last: pages of standings, a statement each. */
@Singleton
class SeenOffers {

    private static final String BEGIN =
            "insert into notice_watch (name, epoch) values ('offers', 0) on conflict do nothing";
    private static final String PUT =
            """
            insert into notice_offer (standing, updates, gates)
            select standing, string_to_array(updates, E'\\n'), gates::jsonb
              from unnest($1::bytea[], $2::text[], $3::text[]) as o (standing, updates, gates)
            on conflict (standing) do update set updates = excluded.updates, gates = excluded.gates
             where (notice_offer.updates, notice_offer.gates) is distinct from (excluded.updates, excluded.gates)""";
    // waits for whoever looks, and finds another epoch then
    private static final String PUT_FIRST =
            """
            with looked as (select epoch from notice_watch where name = 'offers' and epoch = $4 for update),
            kept as (
                insert into notice_offer (standing, updates, gates)
                select standing, string_to_array(updates, E'\\n'), gates::jsonb
                  from looked, unnest($1::bytea[], $2::text[], $3::text[]) as o (standing, updates, gates)
                on conflict (standing) do nothing)
            select count(*) from looked""";

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
    Uni<Map<StandingId, Growth>> grownTo(Map<StandingId, Offering> now) {
        return pool.preparedQuery("select standing, updates, gates::text from notice_offer where standing = any($1)")
                .execute(Tuple.tuple().addValue(ids(now.keySet())))
                .map(rows -> growth(rows, now));
    }

    private static Map<StandingId, Growth> growth(RowSet<Row> rows, Map<StandingId, Offering> now) {
        Map<StandingId, Growth> grown = new HashMap<>();
        for (Row row : rows) {
            StandingId standing = StandingId.of(row.getBuffer(0).getBytes());
            Offering offering = now.get(standing);
            if (offering != null) {
                List<String> before = Arrays.asList(row.getArrayOfStrings(1));
                grown.put(
                        standing, new Growth(Offering.kept(offering.tenant(), 0, before, row.getString(2)), offering));
            }
        }
        return grown;
    }

    Uni<Void> put(Map<StandingId, Offering> now) {
        return pool.preparedQuery(PUT).execute(columns(now)).replaceWithVoid();
    }

    /** The same for those that nobody has looked at yet, if nobody has looked beyond that epoch; says whether that is so. */
    Uni<Boolean> putFirst(Map<StandingId, Offering> now, long epoch) {
        return pool.preparedQuery(PUT_FIRST)
                .execute(columns(now).addLong(epoch))
                .map(rows -> rows.iterator().next().getLong(0) > 0);
    }

    private static Tuple columns(Map<StandingId, Offering> now) {
        String[] updates = now.values().stream()
                .map(offering -> String.join("\n", offering.possible()))
                .toArray(String[]::new);
        String[] gates = now.values().stream().map(Offering::division).toArray(String[]::new);
        return Tuple.of(ids(now.keySet()), updates, gates);
    }

    private static Buffer[] ids(Collection<StandingId> standings) {
        return standings.stream().map(StandingId::bytes).map(Buffer::buffer).toArray(Buffer[]::new);
    }
}
