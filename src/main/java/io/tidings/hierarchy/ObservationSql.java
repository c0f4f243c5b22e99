package io.tidings.hierarchy;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The statements of a batch, each with its parameters: every column is one array, so that its text never changes. */
final class ObservationSql {
    static final String RECORD =
            """
            insert into hierarchy_report (hierarchy_id, report_id, collected_on, level, taken, items)
            select id, report_id, (collected_at at time zone 'UTC')::date, level, true, items::jsonb
            from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::int2[], $6::text[])
                as s(id, report_id, collected_at, told_at, level, items)
            where coalesce((select erased_at from hierarchy_erasure where hierarchy_id = id) < told_at, true)
            on conflict do nothing
            """;

    /** Which of those were recorded a moment ago, by this transaction, and which were not because they are erased. */
    static final String RECORDED =
            """
            select s.id, s.report_id, r.xmin is not null, e.erased_at is not null,
                (s.collected_at at time zone 'UTC')::date
            from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::timestamptz[])
                as s(id, report_id, collected_at, told_at)
                left join hierarchy_report r on r.hierarchy_id = s.id and r.report_id = s.report_id
                    and r.collected_on = (s.collected_at at time zone 'UTC')::date
                    and r.xmin = pg_current_xact_id()::xid
                left join hierarchy_erasure e on e.hierarchy_id = s.id and e.erased_at >= s.told_at
            """;

    /** When the newest report was collected that is there of each, and nobody else brings one meanwhile. */
    static final String NEWEST = "select id, collected_at from hierarchy where id = any($1) order by id for update";

    /**
     * Of those that are newer than what is there, and in every respect but this what they were: nearly all of them, and none
     * of them is known already.
     */
    static final String COUNTED =
            """
            with told as (
                update hierarchy h set collected_at = s.collected_at, received_at = now(), report_id = s.report_id,
                    serviced = s.serviced, clients = s.clients
                from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::bool[], $7::text[])
                    as s(id, report_id, collected_at, told_at, shape, serviced, clients)
                where h.id = s.id and h.shape = s.shape and h.collected_at < s.collected_at
                    and h.tenant = coalesce((select tenant from hierarchy_tenant where hierarchy_id = h.id), 'default')
                    and coalesce((select erased_at from hierarchy_erasure where hierarchy_id = h.id) < s.told_at, true)
                returning h.id, old.serviced or new.serviced as serviced)
            select array_agg(id) as ids, array_agg(id) filter (where serviced) as serviced from told
            """;

    /** Without a look whether they are known already: the key is in the way if they are. */
    static final String RECORD_COUNTED =
            """
            insert into hierarchy_report (hierarchy_id, report_id, collected_on, level, taken, items)
            select id, report_id, (collected_at at time zone 'UTC')::date, level, true, items::jsonb
            from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::int2[], $5::text[])
                as s(id, report_id, collected_at, level, items)
            """;

    /**
     * Adds or replaces, but not what is newer, nor what is not that tenant's; says whose state was written, and what is to be
     * done besides: there may be rows of hierarchy_servicing, or in the history something above the level.
     */
    static final String STATES =
            """
            with told as (
                insert into hierarchy as h (id, report_id, collected_at, shape, serviced, clients, tenant, level, highest_level,
                    mode, branch, version, standing, topology, warnings)
                select s.id, report_id, collected_at, shape, serviced, clients, s.tenant, level, level,
                    mode, branch, version, standing, topology, warnings
                from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::uuid[], $5::bool[], $6::text[], $7::text[],
                    $8::int2[], $9::text[], $10::text[], $11::text[], $12::bytea[], $13::text[], $14::text[])
                    as s(id, report_id, collected_at, shape, serviced, clients, tenant, level, mode, branch, version,
                    standing, topology, warnings)
                    left join hierarchy_tenant t on t.hierarchy_id = s.id
                where coalesce(t.tenant, 'default') = s.tenant
                on conflict (id) do update set report_id = excluded.report_id, collected_at = excluded.collected_at,
                    received_at = excluded.received_at, shape = excluded.shape, serviced = excluded.serviced,
                    clients = excluded.clients, tenant = excluded.tenant, level = excluded.level,
                    highest_level = excluded.highest_level, mode = excluded.mode, branch = excluded.branch,
                    version = excluded.version, standing = excluded.standing, topology = excluded.topology,
                    warnings = excluded.warnings,
                    moved_in = case when h.standing = excluded.standing then h.moved_in else excluded.moved_in end
                where h.collected_at <= excluded.collected_at
                returning h.id, h.moved_in = pg_current_xact_id() as moved,
                    coalesce(old.serviced, false) or new.serviced as serviced, old.highest_level > new.level as lowered)
            select array_agg(id) as ids, array_agg(id) filter (where moved) as moved,
                array_agg(id) filter (where serviced) as serviced, array_agg(id) filter (where lowered) as lowered from told
            """;

    /** Also those that are there already: the lock that comes with it keeps them there ({@link StandingSweep}). */
    static final String STANDINGS =
            """
            with added as (
                insert into hierarchy_standing (id, canonical) select * from unnest($1::bytea[], $2::bytea[])
                on conflict do nothing returning id)
            select case when exists (select from added) then pg_notify('hierarchy_standing', '') end,
                pg_notify('hierarchy_move', '')
            """;

    /** What came too late changes nothing and is not asked about. */
    static final String OUTDATED =
            """
            update hierarchy_report r set taken = false, items = null
            from unnest($1::text[], $2::uuid[], $3::timestamptz[]) as s(id, report_id, collected_at)
            where r.hierarchy_id = s.id and r.report_id = s.report_id
                and r.collected_on = (s.collected_at at time zone 'UTC')::date
            """;

    private ObservationSql() {}

    static Tuple keys(Collection<ObservationRow> rows) {
        return Tuple.tuple()
                .addArrayOfString(texts(rows, ObservationRow::hierarchyId))
                .addArrayOfUUID(
                        rows.stream().map(row -> row.observation().reportId()).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        rows.stream().map(ObservationRow::collectedAt).toArray(OffsetDateTime[]::new));
    }

    static Tuple told(Collection<ObservationRow> rows) {
        return keys(rows)
                .addArrayOfOffsetDateTime(
                        rows.stream().map(ObservationRow::toldAt).toArray(OffsetDateTime[]::new));
    }

    static Tuple reports(List<ObservationRow> rows) {
        return content(told(rows), rows);
    }

    static Tuple counted(Collection<ObservationRow> rows) {
        return changing(told(rows), rows);
    }

    static Tuple recordCounted(Collection<ObservationRow> rows) {
        return content(keys(rows), rows);
    }

    private static Tuple changing(Tuple keys, Collection<ObservationRow> rows) {
        return keys.addArrayOfUUID(rows.stream().map(ObservationRow::shape).toArray(UUID[]::new))
                .addArrayOfBoolean(rows.stream().map(ObservationRow::isServiced).toArray(Boolean[]::new))
                .addArrayOfString(texts(rows, ObservationRow::clients));
    }

    private static Tuple content(Tuple keys, Collection<ObservationRow> rows) {
        return keys.addArrayOfShort(shorts(rows, row -> row.observation().level()))
                .addArrayOfString(texts(rows, ObservationRow::items));
    }

    static Tuple states(Collection<ObservationRow> rows) {
        return changing(keys(rows), rows)
                .addArrayOfString(texts(rows, ObservationRow::tenant))
                .addArrayOfShort(shorts(rows, row -> row.observation().level()))
                .addArrayOfString(texts(rows, row -> row.observation().mode().name()))
                .addArrayOfString(
                        texts(rows, row -> row.observation().standing().branch().wireName()))
                .addArrayOfString(texts(
                        rows, row -> row.observation().standing().version().toString()))
                .addValue(rows.stream().map(ObservationRow::standing).toArray(Buffer[]::new))
                .addArrayOfString(texts(rows, ObservationRow::topology))
                .addArrayOfString(texts(rows, ObservationRow::warnings));
    }

    static Tuple standings(Collection<ObservationRow> rows) {
        return Tuple.tuple()
                .addValue(rows.stream().map(ObservationRow::standing).toArray(Buffer[]::new))
                .addValue(
                        rows.stream().map(row -> Buffer.buffer(row.canonical())).toArray(Buffer[]::new));
    }

    private static String[] texts(Collection<ObservationRow> rows, Function<ObservationRow, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private static Short[] shorts(Collection<ObservationRow> rows, Function<ObservationRow, Integer> number) {
        return rows.stream().map(row -> number.apply(row).shortValue()).toArray(Short[]::new);
    }
}
