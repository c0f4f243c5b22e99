package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch of observations with a fixed number of statements, however many there are: a row at a time would be a
 * hundred times slower (the figures stand in decision 0041). The batch has no report twice.
 */
final class ObservationRows {
    /**
     * Locks what is there in one order, so that two batches cannot wait for each other, then records, then replaces the
     * state of those hierarchies whose newest report this is, and tells the followers.
     */
    private static final String OBSERVE =
            """
            with seen as (
                select * from unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::int2[], $5::text[], $6::text[],
                        $7::text[], $8::bytea[], $9::bytea[], $10::text[], $11::text[], $12::text[]) with ordinality
                    as s(hierarchy_id, report_id, collected_at, level, mode, branch, version, standing, canonical,
                        sites, warnings, items, n)),
            prior as materialized (
                select id, collected_at, level, standing from hierarchy where id = any($1) order by id for update),
            judged as (
                select s.*, p.level as prior_level, p.standing as prior_standing,
                    coalesce(p.collected_at > s.collected_at, false) as outdated,
                    coalesce(e.erased_at >= s.collected_at, false) as erased
                from seen s left join prior p on p.id = s.hierarchy_id
                    left join hierarchy_erasure e on e.hierarchy_id = s.hierarchy_id),
            recorded as (
                insert into hierarchy_report (hierarchy_id, report_id, collected_on, level, taken, items)
                select hierarchy_id, report_id, (collected_at at time zone 'UTC')::date, level, not outdated,
                    case when outdated then null else items::jsonb end
                from judged where not erased
                on conflict do nothing
                returning hierarchy_id, report_id, taken),
            newest as (
                select distinct on (hierarchy_id) j.* from judged j join recorded r using (hierarchy_id, report_id)
                where r.taken order by hierarchy_id, collected_at desc, n desc),
            added as (
                insert into hierarchy_standing (id, canonical)
                select distinct on (standing) standing, canonical from newest order by standing
                on conflict do nothing returning id),
            state as (
                insert into hierarchy as h (id, tenant, report_id, collected_at, level, mode, branch, version, standing, sites,
                    warnings)
                select w.hierarchy_id, coalesce(t.tenant, 'default'), report_id, collected_at, level, mode, branch,
                    version, standing, sites::jsonb, warnings::jsonb
                from newest w left join hierarchy_tenant t on t.hierarchy_id = w.hierarchy_id order by w.hierarchy_id
                on conflict (id) do update set tenant = excluded.tenant, report_id = excluded.report_id, collected_at = excluded.collected_at,
                    received_at = excluded.received_at, level = excluded.level, mode = excluded.mode,
                    branch = excluded.branch, version = excluded.version, standing = excluded.standing,
                    moved_in = case when h.standing = excluded.standing then h.moved_in else excluded.moved_in end,
                    sites = excluded.sites, warnings = excluded.warnings
                where h.collected_at <= excluded.collected_at
                returning id),
            told as (
                select case when exists (select from added) then pg_notify('hierarchy_standing', '') end,
                    case when exists (select from newest where prior_standing is distinct from standing)
                        then pg_notify('hierarchy_move', '') end)
            select j.n::int, j.erased, r.taken, s.id is not null, j.prior_level
            from judged j left join recorded r using (hierarchy_id, report_id)
                left join newest w using (n) left join state s on s.id = w.hierarchy_id cross join told
            order by j.n
            """;

    private static final String SERVICING =
            """
            with said as (
                select * from unnest($2::text[], $3::uuid[], $4::int4[], $5::timestamptz[])
                    as s(hierarchy_id, package_guid, state, at)),
            gone as (
                delete from hierarchy_servicing h where h.hierarchy_id = any($1) and not exists (select from said s
                    where s.hierarchy_id = h.hierarchy_id and s.package_guid = h.package_guid))
            insert into hierarchy_servicing as h (hierarchy_id, package_guid, state, at)
            select * from said order by hierarchy_id, package_guid
            on conflict (hierarchy_id, package_guid) do update set state = excluded.state, at = excluded.at
            where (h.state, h.at) is distinct from (excluded.state, excluded.at)
            """;

    private static final String LOWER =
            "update hierarchy_report set items = items - $2::text[] where hierarchy_id = any($1) and items ?| $2::text[]";

    private final List<Observation> seen;
    private final Tuple reports;

    /** Everything is encoded here, so that neither an event loop nor an open transaction waits for it. */
    ObservationRows(List<Observation> seen) {
        this.seen = seen;
        this.reports = reports();
    }

    Uni<List<Outcome>> write(SqlConnection connection) {
        return connection.preparedQuery(OBSERVE).execute(reports).chain(rows -> follow(connection, rows));
    }

    private Tuple reports() {
        List<Standing> standings = seen.stream().map(Observation::standing).toList();
        List<byte[]> canonical = standings.stream().map(Standing::canonical).toList();
        return Tuple.tuple()
                .addArrayOfString(texts(Observation::hierarchyId))
                .addArrayOfUUID(seen.stream().map(Observation::reportId).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        seen.stream().map(one -> utc(one.collectedAt())).toArray(OffsetDateTime[]::new))
                .addArrayOfShort(seen.stream().map(one -> (short) one.level()).toArray(Short[]::new))
                .addArrayOfString(texts(one -> one.mode().name()))
                .addArrayOfString(texts(one -> one.standing().branch().wireName()))
                .addArrayOfString(texts(one -> one.standing().version().toString()))
                .addValue(buffers(canonical.stream()
                        .map(c -> StandingId.ofCanonical(c).bytes())
                        .toList()))
                .addValue(buffers(canonical))
                .addArrayOfString(texts(one -> StateJson.sites(one.sites())))
                .addArrayOfString(texts(one -> StateJson.warnings(one.warnings())))
                .addArrayOfString(texts(one -> StateJson.items(one.items())));
    }

    private String[] texts(Function<Observation, String> text) {
        return seen.stream().map(text).toArray(String[]::new);
    }

    private static Buffer[] buffers(List<byte[]> bytes) {
        return bytes.stream().map(Buffer::buffer).toArray(Buffer[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Uni<List<Outcome>> follow(SqlConnection connection, RowSet<Row> rows) {
        List<Outcome> outcomes = new ArrayList<>(seen.size());
        List<Observation> states = new ArrayList<>();
        Map<String, Integer> highest = new HashMap<>();
        for (Row row : rows) {
            Observation one = seen.get(row.getInteger(0) - 1);
            outcomes.add(outcome(row.getBoolean(1), row.getBoolean(2)));
            if (row.getBoolean(3)) {
                states.add(one);
            }
            int prior = row.getShort(4) == null ? 0 : row.getShort(4);
            highest.merge(one.hierarchyId(), Math.max(prior, one.level()), Math::max);
        }
        return servicing(connection, states)
                .chain(() -> lower(connection, states, highest))
                .replaceWith(outcomes);
    }

    private static Outcome outcome(boolean erased, @Nullable Boolean taken) {
        if (erased) {
            return Outcome.ERASED;
        }
        if (taken == null) {
            return Outcome.DUPLICATE;
        }
        return taken ? Outcome.TAKEN : Outcome.OUTDATED;
    }

    private static Uni<Void> servicing(SqlConnection connection, List<Observation> states) {
        if (states.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> hierarchies = new ArrayList<>();
        List<Servicing> said = new ArrayList<>();
        for (Observation state : states) {
            Map<UUID, Servicing> latest = new HashMap<>();
            state.servicing()
                    .forEach(one -> latest.merge(one.packageGuid(), one, (a, b) -> b.at().isBefore(a.at()) ? a : b));
            latest.values().forEach(one -> {
                hierarchies.add(state.hierarchyId());
                said.add(one);
            });
        }
        return connection
                .preparedQuery(SERVICING)
                .execute(Tuple.tuple()
                        .addArrayOfString(
                                states.stream().map(Observation::hierarchyId).toArray(String[]::new))
                        .addArrayOfString(hierarchies.toArray(String[]::new))
                        .addArrayOfUUID(
                                said.stream().map(Servicing::packageGuid).toArray(UUID[]::new))
                        .addArrayOfInteger(said.stream().map(Servicing::state).toArray(Integer[]::new))
                        .addArrayOfOffsetDateTime(
                                said.stream().map(one -> utc(one.at())).toArray(OffsetDateTime[]::new)))
                .replaceWithVoid();
    }

    /** Who lowers the level withdraws what was told above it before: it is erased from the history too. */
    private static Uni<Void> lower(SqlConnection connection, List<Observation> states, Map<String, Integer> highest) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (int level = 1; level < 3; level++) {
            int lowered = level;
            String[] hierarchies = states.stream()
                    .filter(one -> one.level() == lowered && highest.getOrDefault(one.hierarchyId(), 0) > lowered)
                    .map(Observation::hierarchyId)
                    .toArray(String[]::new);
            if (hierarchies.length > 0) {
                Tuple above = Tuple.tuple().addArrayOfString(hierarchies).addArrayOfString(ItemLevels.above(lowered));
                done = done.chain(
                        () -> connection.preparedQuery(LOWER).execute(above).replaceWithVoid());
            }
        }
        return done;
    }
}
