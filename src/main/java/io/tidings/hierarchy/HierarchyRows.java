package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of hierarchies, read and erased. */
@Singleton
class HierarchyRows {
    /** Of times not the text: before the year 1 and after the year 9999 PostgreSQL has one of its own. */
    private static final String READ =
            """
            select h.id, h.tenant, h.report_id, h.collected_at, h.received_at, h.level, h.mode, h.version, h.topology,
                h.clients, h.warnings, s.canonical, coalesce((select jsonb_agg(jsonb_build_object('package', v.package_guid,
                    'state', v.state, 'micros', (extract(epoch from v.at) * 1000000)::int8) order by v.package_guid)
                    from hierarchy_servicing v where v.hierarchy_id = h.id), '[]'::jsonb)
            from hierarchy h join hierarchy_standing s on s.id = h.standing
            """;
    /** One more than is wanted, and which of them are: what one report said may weigh a thousand times what most say. */
    private static final String PAGE =
            """
            select id, place <= $3 and before < $4::int8 from (
                select id, row_number() over heavier as place, sum(weight) over heavier - weight as before from (
                    select id, octet_length(topology) + octet_length(warnings) as weight from hierarchy
                    where tenant = $1 and id > $2 order by id limit $3::int4 + 1) light
                window heavier as (order by id)) page
            order by id
            """;

    private static final long PAGE_BYTES = 4L << 20;

    private static final String ERASE =
            """
            with state as (delete from hierarchy where id = $1 returning 1),
            servicing as (delete from hierarchy_servicing where hierarchy_id = $1),
            reports as (delete from hierarchy_report where hierarchy_id = $1 returning 1),
            owner as (delete from hierarchy_tenant where hierarchy_id = $1),
            fact as (
                insert into hierarchy_erasure (hierarchy_id, erased_at) values ($1, clock_timestamp())
                on conflict (hierarchy_id) do update set erased_at = excluded.erased_at, erased_in = excluded.erased_in)
            select exists (select from state) or exists (select from reports), pg_notify('hierarchy_erased', '')
            """;

    private static final String INSTALLATIONS =
            """
            select count(*) filter (where succeeded), count(*) filter (where not succeeded) from (
                select bool_or(v.state = $3) as succeeded
                  from hierarchy_servicing v join hierarchy h on h.id = v.hierarchy_id and h.tenant = $5
                 where v.package_guid = any($1) and v.at >= $2 and (v.state = $3 or v.state = any($4))
                 group by v.hierarchy_id) told
            """;

    private final Pool pool;

    HierarchyRows(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Hierarchy>> find(String id) {
        return pool.preparedQuery(READ + "where h.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HierarchyRows::hierarchy)
                        .findFirst());
    }

    Uni<Optional<StandingId>> standingOf(String id) {
        return pool.preparedQuery("select standing from hierarchy where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> StandingId.of(row.getBuffer(0).getBytes()))
                        .findFirst());
    }

    Uni<Map<String, StandingId>> standingsOf(Collection<String> ids) {
        return pool.preparedQuery("select id, standing from hierarchy where id = any($1)")
                .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> row.getString(0),
                                row -> StandingId.of(row.getBuffer(1).getBytes()))));
    }

    Uni<Set<StandingId>> known(Collection<StandingId> standings) {
        Buffer[] ids =
                standings.stream().map(StandingId::bytes).map(Buffer::buffer).toArray(Buffer[]::new);
        return pool.preparedQuery("select id from hierarchy_standing where id = any($1)")
                .execute(Tuple.tuple().addValue(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> StandingId.of(row.getBuffer(0).getBytes()))
                        .collect(Collectors.toSet()));
    }

    Uni<Listing> list(String tenant, String afterId, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(tenant, afterId, limit, PAGE_BYTES))
                .chain(page -> {
                    String[] ids = StreamSupport.stream(page.spliterator(), false)
                            .filter(row -> row.getBoolean(1))
                            .map(row -> row.getString(0))
                            .toArray(String[]::new);
                    return list(ids, ids.length < page.size() ? ids[ids.length - 1] : null);
                });
    }

    private Uni<Listing> list(String[] ids, @Nullable String next) {
        return pool.preparedQuery(READ + "where h.id = any($1) order by h.id")
                .execute(Tuple.tuple().addArrayOfString(ids))
                .map(rows -> new Listing(
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(HierarchyRows::hierarchy)
                                .toList(),
                        next));
    }

    Uni<List<String>> having(StandingId standing, String afterId, int limit) {
        return pool.preparedQuery("select id from hierarchy where standing = $1 and id > $2 order by id limit $3")
                .execute(Tuple.of(Buffer.buffer(standing.bytes()), afterId, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList());
    }

    Uni<Map<String, Instant>> erased(Collection<String> ids) {
        return pool.preparedQuery("select hierarchy_id, erased_at from hierarchy_erasure where hierarchy_id = any($1)")
                .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getOffsetDateTime(1)
                                .toInstant())));
    }

    Uni<List<Population>> population(String tenant) {
        return pool.preparedQuery("select s.canonical, h.count, h.sample from hierarchy_standing s join ("
                        + "select standing, count(*), min(id) as sample from hierarchy where tenant = $1 group by standing) h"
                        + " on h.standing = s.id order by h.count desc, h.sample")
                .execute(Tuple.of(tenant))
                // reading ten thousand standings takes longer than an event loop may
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Population(
                                Standing.ofCanonical(row.getBuffer(0).getBytes()), row.getLong(1), row.getString(2)))
                        .toList());
    }

    Uni<Map<StandingId, List<Long>>> below(String tenant, String subject, List<Integer> buckets) {
        String counts = IntStream.range(0, buckets.size())
                .mapToObj(i -> ", count(*) filter (where bucket < ($2::int[])[" + (i + 1) + "])")
                .collect(Collectors.joining());
        return pool.preparedQuery("select standing" + counts + " from (select standing, " + Bucket.SQL
                        + " as bucket from hierarchy h where h.tenant = $3) drawn group by standing")
                .execute(Tuple.of(subject, buckets.toArray(Integer[]::new), tenant))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(
                                row -> StandingId.of(row.getBuffer(0).getBytes()),
                                row -> IntStream.rangeClosed(1, buckets.size())
                                        .mapToObj(row::getLong)
                                        .toList())));
    }

    Uni<Installations> installations(String tenant, Collection<UUID> packages, Instant since) {
        return pool.preparedQuery(INSTALLATIONS)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(packages.toArray(UUID[]::new))
                        .addOffsetDateTime(since.atOffset(ZoneOffset.UTC))
                        .addInteger(Servicing.SUCCEEDED)
                        .addArrayOfInteger(Servicing.FAILED.toArray(Integer[]::new))
                        .addString(tenant))
                .map(rows -> rows.iterator().next())
                .map(row -> new Installations(row.getLong(0), row.getLong(1)));
    }

    Uni<Boolean> erase(SqlConnection connection, String id) {
        return connection.preparedQuery(ERASE).execute(Tuple.of(id)).map(rows -> rows.iterator()
                .next()
                .getBoolean(0));
    }

    private static Hierarchy hierarchy(Row row) {
        return new Hierarchy(
                row.getString(0),
                row.getString(1),
                row.getUUID(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getOffsetDateTime(4).toInstant(),
                row.getShort(5),
                Mode.valueOf(row.getString(6)),
                Standing.ofCanonical(row.getBuffer(11).getBytes()),
                row.getString(7),
                StateJson.sites(new JsonArray(row.getString(8)), new JsonArray(row.getString(9))),
                StateJson.warnings(new JsonArray(row.getString(10))),
                ((JsonArray) row.getJson(12))
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(one -> new Servicing(
                                        UUID.fromString(one.getString("package")),
                                        one.getInteger("state"),
                                        Instant.EPOCH.plus(one.getLong("micros"), ChronoUnit.MICROS)))
                                .toList());
    }
}
