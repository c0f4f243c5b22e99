package io.tidings.hierarchy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What a new state brings along in other tables: the servicing states, and the end of what its level does not carry. */
final class StateTrail {
    private static final String SERVICING =
            """
            with said as (
                select * from unnest($2::text[], $3::uuid[], $4::int4[], $5::timestamptz[])
                    as s(hierarchy_id, package_guid, state, at)),
            gone as (
                delete from hierarchy_servicing h where h.hierarchy_id = any($1) and not exists (select from said s
                    where s.hierarchy_id = h.hierarchy_id and s.package_guid = h.package_guid)),
            put as (
                insert into hierarchy_servicing as h (hierarchy_id, package_guid, state, at)
                select * from said order by hierarchy_id, package_guid
                on conflict (hierarchy_id, package_guid) do update set state = excluded.state, at = excluded.at
                where (h.state, h.at) is distinct from (excluded.state, excluded.at)
                returning state)
            select pg_notify('hierarchy_servicing', '') where exists (select from put where state = any($6))
            """;

    private static final String LOWER =
            "update hierarchy_report set items = items - $2::text[] where hierarchy_id = any($1) and items ?| $2::text[]";

    private final SqlConnection connection;
    private final List<ObservationRow> serviced;
    private final List<ObservationRow> lowered;

    StateTrail(SqlConnection connection, List<ObservationRow> serviced, List<ObservationRow> lowered) {
        this.connection = connection;
        this.serviced = serviced;
        this.lowered = lowered;
    }

    Uni<Void> write() {
        return servicing().chain(() -> lower(1)).chain(() -> lower(2));
    }

    private Uni<Void> servicing() {
        List<String> hierarchies = new ArrayList<>();
        List<Servicing> said = new ArrayList<>();
        for (ObservationRow state : serviced) {
            for (Servicing one : latest(state.observation())) {
                hierarchies.add(state.hierarchyId());
                said.add(one);
            }
        }
        return serviced.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(SERVICING)
                        .execute(servicing(ids(serviced.stream()), hierarchies, said))
                        .replaceWithVoid();
    }

    private static Iterable<Servicing> latest(Observation state) {
        Map<UUID, Servicing> latest = new HashMap<>();
        state.servicing()
                .forEach(one -> latest.merge(one.packageGuid(), one, (a, b) -> b.at().isBefore(a.at()) ? a : b));
        return latest.values();
    }

    private static Tuple servicing(String[] concerned, List<String> hierarchies, List<Servicing> said) {
        return Tuple.tuple()
                .addArrayOfString(concerned)
                .addArrayOfString(hierarchies.toArray(String[]::new))
                .addArrayOfUUID(said.stream().map(Servicing::packageGuid).toArray(UUID[]::new))
                .addArrayOfInteger(said.stream().map(Servicing::state).toArray(Integer[]::new))
                .addArrayOfOffsetDateTime(said.stream()
                        .map(one -> one.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfInteger(Servicing.ENDS.toArray(Integer[]::new));
    }

    /** Who lowers the level withdraws what was told above it before: it is erased from the history too. */
    private Uni<Void> lower(int level) {
        String[] hierarchies =
                ids(lowered.stream().filter(row -> row.observation().level() == level));
        return hierarchies.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(LOWER)
                        .execute(Tuple.tuple().addArrayOfString(hierarchies).addArrayOfString(ItemLevels.above(level)))
                        .replaceWithVoid();
    }

    private static String[] ids(Stream<ObservationRow> rows) {
        return rows.map(ObservationRow::hierarchyId).distinct().toArray(String[]::new);
    }
}
