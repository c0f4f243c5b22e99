package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The catalogs in their tables, through the SQL client: they are read whole, in one statement and so at one moment, and written
 * by set-based statements. Every writer queues behind the epoch, which is what makes its number the order of changes.
 */
@Singleton
class CatalogStore {

    private static final String NEWEST = "select number, as_of from catalog_epoch order by number desc limit 1";
    private static final String WHOLE =
            """
            select e.number, e.as_of, e.began_at, c.tenant, c.frame, c.updates
              from (select number, as_of, began_at from catalog_epoch order by number desc limit 1) e
              left join (
                   select tenant, coalesce(f.document, '{}') as frame, coalesce(u.documents, '[]') as updates
                     from catalog_frame f full join (
                          select tenant, '[' || string_agg(document, ',' order by position) || ']' as documents
                            from catalog_update group by tenant) u using (tenant)) c on true""";
    private static final String OF_TENANT =
            """
            select coalesce((select document from catalog_frame where tenant = $1), '{}') as frame,
                   coalesce((select '[' || string_agg(document, ',' order by position) || ']'
                     from catalog_update where tenant = $1), '[]') as updates""";
    private static final String BEGIN_EPOCH =
            """
            insert into catalog_epoch (number, as_of, began_at, cause)
            select coalesce(max(number), 0) + 1, greatest(max(as_of), $1), greatest(max(began_at), $2), $3 from catalog_epoch
            returning number""";
    private static final String PUT_UPDATES =
            """
            insert into catalog_update (tenant, id, revision, document, changed_at, changed_by)
            select $4, u->>'id', 1, u::text, $2, $3
              from json_array_elements($1::text::json) with ordinality as each (u, at) order by at
            on conflict (tenant, id) do update
               set revision = catalog_update.revision + 1, document = excluded.document,
                   changed_at = excluded.changed_at, changed_by = excluded.changed_by
             where catalog_update.document <> excluded.document""";
    private static final String PUT_UPDATE =
            """
            insert into catalog_update (tenant, id, revision, document, changed_at, changed_by)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant, id) do update
               set revision = excluded.revision, document = excluded.document,
                   changed_at = excluded.changed_at, changed_by = excluded.changed_by""";
    private static final String PUT_FRAME =
            """
            insert into catalog_frame (tenant, document) values ($1, $2)
            on conflict (tenant) do update set document = excluded.document""";

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    CatalogStore(Pool pool, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** The number of the newest epoch; 0 before the first. */
    Uni<Long> newestEpoch() {
        return pool.query(NEWEST)
                .execute()
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("number"));
    }

    Uni<LiveCatalogs> read() {
        return read(pool);
    }

    /** The same inside a transaction. */
    Uni<LiveCatalogs> read(SqlClient client) {
        return client.query(WHOLE)
                .execute()
                // reading thousands of updates takes longer than an event loop may
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(this::toLive);
    }

    /** The catalog of that tenant alone; empty while it has none. */
    Uni<Catalog> read(SqlClient client, String tenant) {
        return client.preparedQuery(OF_TENANT)
                .execute(Tuple.of(tenant))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> catalog(rows.iterator().next()));
    }

    /** When a change happens that is made now: not before the epoch that it follows (decision 0111). */
    Uni<Instant> time(SqlConnection connection) {
        return connection
                .preparedQuery("select greatest($1, max(began_at)) from catalog_epoch")
                .execute(Tuple.of(now()))
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant());
    }

    /** Runs the change while no other can, inside one transaction, and starts the epoch that it makes. */
    Uni<Long> change(String cause, Function<SqlConnection, Uni<Boolean>> change) {
        return pool.withTransaction(connection -> connection
                .query("lock table catalog_epoch in exclusive mode")
                .execute()
                .chain(locked -> change.apply(connection))
                .chain(changed -> changed ? beginEpoch(connection, cause) : currentEpoch(connection)));
    }

    Uni<Void> putFrame(SqlConnection connection, Catalog catalog, Actor by) {
        ObjectNode frame = CatalogJson.write(catalog);
        frame.remove("updates");
        return connection
                .preparedQuery(PUT_FRAME)
                .execute(Tuple.of(by.tenant(), frame.toString()))
                .replaceWithVoid();
    }

    /** Writes those that are new or differ; answers how many. */
    Uni<Integer> putUpdates(SqlConnection connection, Collection<Update> updates, Actor by) {
        ArrayNode documents = json.createArrayNode();
        updates.forEach(update -> documents.add(UpdateJson.write(update)));
        return connection
                .preparedQuery(PUT_UPDATES)
                .execute(Tuple.of(documents.toString(), now(), by.name(), by.tenant()))
                .map(RowSet::rowCount);
    }

    Uni<Optional<Written>> find(String tenant, String id) {
        return find(pool, tenant, id);
    }

    /** The same inside a transaction. */
    Uni<Optional<Written>> find(SqlClient client, String tenant, String id) {
        return client.preparedQuery("select document, revision from catalog_update where tenant = $1 and id = $2")
                .execute(Tuple.of(tenant, id))
                .map(this::toWritten);
    }

    /** Writes the one update into the catalog of the actor's tenant; answers that something changed. */
    Uni<Boolean> put(SqlConnection connection, Written written, Actor by) {
        return connection
                .preparedQuery(PUT_UPDATE)
                .execute(Tuple.of(
                        by.tenant(),
                        written.update().id(),
                        written.revision(),
                        UpdateJson.write(written.update()).toString(),
                        now(),
                        by.name()))
                .replaceWith(true);
    }

    private Optional<Written> toWritten(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        Update update = UpdateJson.read(tree(row.getString("document")), "", new ArrayList<>());
        if (update == null) {
            throw new IllegalStateException("the catalog holds a document that this program cannot read");
        }
        return Optional.of(new Written(update, row.getInteger("revision"), false, false));
    }

    private Uni<Long> beginEpoch(SqlConnection connection, String cause) {
        return connection
                .preparedQuery(BEGIN_EPOCH)
                .execute(Tuple.of(LocalDate.now(clock), now(), cause))
                .map(rows -> rows.iterator().next().getLong("number"))
                .call(() -> connection
                        .query("select pg_notify('" + Updates.CHANNEL + "', '')")
                        .execute());
    }

    private static Uni<Long> currentEpoch(SqlConnection connection) {
        return connection
                .query(NEWEST)
                .execute()
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("number"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private LiveCatalogs toLive(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return LiveCatalogs.NONE;
        }
        SortedMap<String, Catalog> byTenant = new TreeMap<>();
        for (Row row : rows) {
            // an epoch may have begun before there was any catalog
            if (row.getString("tenant") != null) {
                byTenant.put(row.getString("tenant"), catalog(row));
            }
        }
        Row row = rows.iterator().next();
        return new LiveCatalogs(
                row.getLong("number"),
                row.getLocalDate("as_of"),
                row.getOffsetDateTime("began_at").toInstant(),
                byTenant);
    }

    private Catalog catalog(Row row) {
        ObjectNode document = (ObjectNode) tree(row.getString("frame"));
        document.set("updates", tree(row.getString("updates")));
        document.put("form", CatalogJson.FORM);
        return CatalogJson.read(document);
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
