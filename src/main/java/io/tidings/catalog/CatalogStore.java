package io.tidings.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * The catalog in its tables, through the SQL client: it is read whole, in one statement and so at one moment, and written
 * by set-based statements. Every writer queues behind the epoch, which is what makes its number the order of changes.
 */
@Singleton
class CatalogStore {

    private static final String NEWEST = "select number, as_of from catalog_epoch order by number desc limit 1";
    private static final String WHOLE =
            """
            select e.number, e.as_of, e.began_at, coalesce(f.document, '{}') as frame,
                   coalesce((select '[' || string_agg(document, ',' order by position) || ']' from catalog_update), '[]') updates
              from (select number, as_of, began_at from catalog_epoch order by number desc limit 1) e
              left join catalog_frame f on true""";
    private static final String BEGIN_EPOCH =
            """
            insert into catalog_epoch (number, as_of, began_at, cause)
            select coalesce(max(number), 0) + 1, greatest(max(as_of), $1), greatest(max(began_at), $2), $3 from catalog_epoch
            returning number""";
    private static final String PUT_UPDATES =
            """
            insert into catalog_update (id, revision, document, changed_at, changed_by)
            select u->>'id', 1, u::text, $2, $3
              from json_array_elements($1::text::json) with ordinality as each (u, at) order by at
            on conflict (id) do update
               set revision = catalog_update.revision + 1, document = excluded.document,
                   changed_at = excluded.changed_at, changed_by = excluded.changed_by
             where catalog_update.document <> excluded.document""";
    private static final String PUT_UPDATE =
            """
            insert into catalog_update (id, revision, document, changed_at, changed_by) values ($1, $2, $3, $4, $5)
            on conflict (id) do update
               set revision = excluded.revision, document = excluded.document,
                   changed_at = excluded.changed_at, changed_by = excluded.changed_by""";
    private static final String PUT_FRAME =
            """
            insert into catalog_frame (document) values ($1)
            on conflict (only_one) do update set document = excluded.document""";

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

    Uni<LiveCatalog> read() {
        return read(pool);
    }

    /** The same inside a transaction. */
    Uni<LiveCatalog> read(SqlClient client) {
        return client.query(WHOLE).execute().map(this::toLive);
    }

    /** Runs the change while no other can, inside one transaction, and starts the epoch that it makes. */
    Uni<Long> change(String cause, Function<SqlConnection, Uni<Boolean>> change) {
        return pool.withTransaction(connection -> connection
                .query("lock table catalog_epoch in exclusive mode")
                .execute()
                .chain(locked -> change.apply(connection))
                .chain(changed -> changed ? beginEpoch(connection, cause) : currentEpoch(connection)));
    }

    Uni<Void> putFrame(SqlConnection connection, Catalog catalog) {
        ObjectNode frame = CatalogJson.write(catalog);
        frame.remove("updates");
        return connection
                .preparedQuery(PUT_FRAME)
                .execute(Tuple.of(frame.toString()))
                .replaceWithVoid();
    }

    /** Writes those that are new or differ; answers how many. */
    Uni<Integer> putUpdates(SqlConnection connection, Collection<Update> updates, String by) {
        ArrayNode documents = json.createArrayNode();
        updates.forEach(update -> documents.add(UpdateJson.write(update)));
        return connection
                .preparedQuery(PUT_UPDATES)
                .execute(Tuple.of(documents.toString(), now(), by))
                .map(RowSet::rowCount);
    }

    Uni<Optional<Written>> find(String id) {
        return find(pool, id);
    }

    /** The same inside a transaction. */
    Uni<Optional<Written>> find(SqlClient client, String id) {
        return client.preparedQuery("select document, revision from catalog_update where id = $1")
                .execute(Tuple.of(id))
                .map(this::toWritten);
    }

    /** Writes the one update; answers that something changed. */
    Uni<Boolean> put(SqlConnection connection, Written written, String by) {
        return connection
                .preparedQuery(PUT_UPDATE)
                .execute(Tuple.of(
                        written.update().id(),
                        written.revision(),
                        UpdateJson.write(written.update()).toString(),
                        now(),
                        by))
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

    private LiveCatalog toLive(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return LiveCatalog.NONE;
        }
        Row row = rows.iterator().next();
        ObjectNode document = (ObjectNode) tree(row.getString("frame"));
        document.set("updates", tree(row.getString("updates")));
        document.put("form", CatalogJson.FORM);
        return new LiveCatalog(
                row.getLong("number"),
                row.getLocalDate("as_of"),
                row.getOffsetDateTime("began_at").toInstant(),
                CatalogJson.read(document));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
