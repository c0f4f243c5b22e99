package io.tidings.connectivity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.connectivity.CheckAnswer.Failed;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.signal.Signals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The checks of each hierarchy, the newest of them, until it is erased. */
@Singleton
class Checks {

    private static final String ADD =
            """
            with old as (
                delete from connectivity_check where number in (
                    select number from connectivity_check where hierarchy_id = $1 order by number desc offset $6))
            insert into connectivity_check (hierarchy_id, checked_at, message, reached, failed)
            values ($1, $2, $3, $4, $5)""";

    private final Pool pool;
    private final Hierarchies hierarchies;
    private final ConnectivitySettings settings;
    private final ObjectMapper json;

    Checks(Pool pool, Hierarchies hierarchies, ConnectivitySettings settings, ObjectMapper json) {
        this.pool = pool;
        this.hierarchies = hierarchies;
        this.settings = settings;
        this.json = json;
    }

    /** A check that was kept. */
    record Kept(Instant checkedAt, int message, int reached, List<Place> failed) {}

    /** Where a kept check failed, and how. */
    record Place(String host, String function, String reason) {}

    void start(@Observes StartupEvent event, Signals signals) {
        signals.follow("hierarchy_erased", () -> hierarchies.followErasures("connectivity", Checks::erase));
    }

    Uni<Void> add(String hierarchyId, Instant checkedAt, CheckAnswer answer) {
        return pool.preparedQuery(ADD)
                .execute(Tuple.from(List.of(
                        hierarchyId,
                        checkedAt.atOffset(ZoneOffset.UTC),
                        answer.message(),
                        answer.reached(),
                        new JsonArray(places(answer.failed()).toString()),
                        settings.keptChecks() - 1)))
                .replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<Kept>> of(String hierarchyId) {
        return pool.preparedQuery("select checked_at, message, reached, failed from connectivity_check"
                        + " where hierarchy_id = $1 order by number desc")
                .execute(Tuple.of(hierarchyId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Checks::kept)
                        .toList());
    }

    private ArrayNode places(List<Failed> failed) {
        ArrayNode places = json.createArrayNode();
        failed.forEach(each -> places.addObject()
                .put("host", each.host())
                .put("function", each.function())
                .put("reason", each.reason()));
        return places;
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.getOffsetDateTime(0).toInstant(),
                row.getInteger(1),
                row.getInteger(2),
                ((JsonArray) row.getJson(3))
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(one -> new Place(
                                        one.getString("host"), one.getString("function"), one.getString("reason")))
                                .toList());
    }

    private static Uni<Void> erase(SqlClient transaction, List<String> hierarchyIds) {
        return transaction
                .preparedQuery("delete from connectivity_check where hierarchy_id = any($1)")
                .execute(Tuple.tuple().addValue(hierarchyIds.toArray(String[]::new)))
                .replaceWithVoid();
    }
}
