package io.tidings.hierarchy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The states that are there when the numbers of clients get a column of their own. */
@QuarkusTest
class CountedSchemaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> BEFORE = List.of(
            "001_hierarchies",
            "003_followers",
            "004_tenants",
            "005_faster",
            "006_tenants",
            "007_by_tenant",
            "008_unasked");
    private static final String STATES =
            """
            insert into hierarchy (id, tenant, report_id, collected_at, level, mode, branch, version, standing, moved_in, sites,
                warnings, serviced, highest_level)
            values ('a', 'acme', gen_random_uuid(), now(), 2, 'ONLINE', 'current', '5.00.9141.1000', '\\x01', '77',
                '[{"code": "CAS", "type": "cas", "version": "5.00.9141.1000", "roles": []},
                {"code": "P01", "type": "primary", "parent": "CAS", "version": "5.00.9141.1000", "clients": 300,
                "timeZone": "Europe/Berlin", "roles": [{"role": "management-point", "server": "P01-0"}]}]',
                '["kept"]', true, 3),
                ('b', 'default', gen_random_uuid(), now(), 1, 'ONLINE', 'current', '5.00.9141.1000', '\\x01', '78',
                '[]', '[]', false, 1)
            """;

    @Inject
    Pool pool;

    @Test
    void statesOfTheFormBeforeAreTheSameAfterwards() {
        List<Row> rows = pool.withTransaction(connection -> inSchemaOfTheirOwn(connection)
                        .chain(() -> connection
                                .query("select topology, clients, warnings, level, highest_level, serviced, tenant,"
                                        + " moved_in::text, shape from hierarchy order by id")
                                .execute())
                        .map(CountedSchemaTest::list)
                        .call(() ->
                                connection.query("drop schema before cascade").execute()))
                .await()
                .atMost(PATIENCE);

        Row row = rows.getFirst();
        List<Site> sites = StateJson.sites(new JsonArray(row.getString(0)), new JsonArray(row.getString(1)));
        assertThat(sites).extracting(Site::code).containsExactly("CAS", "P01");
        assertThat(sites).extracting(Site::clients).containsExactly(null, 300);
        assertThat(sites).extracting(Site::parent).containsExactly(null, "CAS");
        assertThat(sites.getLast().has("management-point")).isTrue();
        assertThat(new JsonArray(row.getString(2))).isEqualTo(new JsonArray().add("kept"));
        assertThat(row.getShort(3)).isEqualTo((short) 2);
        assertThat(row.getShort(4)).isEqualTo((short) 3);
        assertThat(row.getBoolean(5)).isTrue();
        assertThat(row.getString(6)).isEqualTo("acme");
        assertThat(row.getString(7)).isEqualTo("77");
        assertThat(row.getUUID(8)).as("what only the next report can say").isNull();
        Row empty = rows.getLast();
        assertThat(StateJson.sites(new JsonArray(empty.getString(0)), new JsonArray(empty.getString(1))))
                .isEmpty();
        assertThat(rows).hasSize(2);
    }

    private static List<Row> list(RowSet<Row> rows) {
        List<Row> list = new ArrayList<>();
        rows.forEach(list::add);
        return list;
    }

    private static Uni<Void> inSchemaOfTheirOwn(SqlConnection connection) {
        String before = BEFORE.stream().map(CountedSchemaTest::read).collect(Collectors.joining("\n"));
        return run(connection, "create schema before; set local search_path = before")
                .chain(() -> run(connection, before))
                .chain(() -> run(connection, STATES))
                .chain(() -> run(connection, read("009_counted")));
    }

    private static Uni<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().replaceWithVoid();
    }

    private static String read(String file) {
        try (InputStream in =
                Objects.requireNonNull(Hierarchies.class.getResourceAsStream("/schema/hierarchy/" + file + ".sql"))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
