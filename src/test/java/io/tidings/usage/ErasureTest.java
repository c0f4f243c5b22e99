package io.tidings.usage;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.tidings.audit.Audit;
import io.tidings.audit.Entry;
import io.tidings.catalog.PublicCatalog;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.FleetLine;
import io.tidings.protocol.UsageReport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** After an erasure the id of the hierarchy stands nowhere but where the erasure itself is recorded. */
@QuarkusTest
class ErasureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The fact of the erasure, who decided it, and how far a room has followed: of an id that is a one-way hash. */
    private static final Set<String> STAYS =
            Set.of("hierarchy_erasure", "audit_entry", "access_erasure_mark", "hierarchy_follower");

    /** It has asked for another mode, checked the line, been told of things and had its catalog signed. */
    private static final List<String> AS_IF = List.of(
            "insert into access_mode_change (client_id, hierarchy_id, mode, asked_at)"
                    + " values ('of-the-erased', $1, 'OFFLINE', now())",
            "insert into access_expiry (client_id, hierarchy_id, tenant, expires_at, announced_at)"
                    + " values ('of-the-erased', $1, 'default', now(), now())",
            "insert into hierarchy_tenant (hierarchy_id, tenant) values ($1, 'default') on conflict do nothing",
            "insert into connectivity_check (hierarchy_id, checked_at, message, reached, failed)"
                    + " values ($1, now(), 11410, 1, '[]')",
            "insert into notice_entry (hierarchy_id, kind, subject, text) values ($1, 'message', 'erasure', '')",
            "insert into delivery_signed (subject, epoch, state, number) values ($1, 1, '', 1) on conflict do nothing");

    private static final String TABLES =
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition";

    @Inject
    Pool pool;

    @Inject
    Audit audit;

    private final Fleet fleet = new Fleet(System.nanoTime());

    @Test
    @TestSecurity(
            user = "root",
            roles = {"admin", "publisher", "viewer"})
    void nothingIsLeftInAnyTable() {
        UsageReport report = fleet.week(200, 3)
                .filter(one -> !one.servicing().isEmpty())
                .findFirst()
                .orElseThrow();
        String id = report.hierarchyId();
        // whoever is offered something is told so
        given().contentType("application/json")
                .body(PublicCatalog.document().toString())
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
        keyFor(id);
        enrol(id, keyFor(id));
        try (FleetLine line = new FleetLine(EmbeddedServices.kafka().bootstrapServers())) {
            line.send(id, report.toJson());
            line.send(id, "spoilt".getBytes(UTF_8));
            line.flush();
        }
        AS_IF.forEach(
                sql -> pool.preparedQuery(sql).execute(Tuple.of(id)).await().atMost(PATIENCE));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(holders(id))
                .contains("hierarchy", "delivery_signed", "audit_entry")
                .containsAll(ofHierarchies()));

        given().delete("/v1/hierarchies/{id}", id).then().statusCode(204);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(STAYS).containsAll(holders(id)));
        assertThat(holders(id)).contains("hierarchy_erasure");
        assertThat(told(id)).containsExactly("hierarchy.erase");
        assertThat(isWhole()).isTrue();
        await().atMost(PATIENCE).until(() -> isMarkedAmongTheRejected(id));
    }

    private static String keyFor(String id) {
        return given().contentType("application/json")
                .body(Map.of("hierarchyId", id))
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("enrolmentKey");
    }

    private static void enrol(String id, String key) {
        given().contentType("application/json")
                .body(Map.of(
                        "enrolmentKey",
                        key,
                        "hierarchyId",
                        id,
                        "site",
                        Map.of("code", "PS1", "type", "primary", "version", "5.00.9128.1000"),
                        "mode",
                        "online"))
                .post("/v1/hierarchies")
                .then()
                .statusCode(201);
    }

    /** The tables of all rooms, those to come included, in which the id stands anywhere. */
    private Set<String> holders(String id) {
        Set<String> holders = new TreeSet<>();
        pool.query(TABLES).execute().await().atMost(PATIENCE).forEach(table -> {
            String name = table.getString(0);
            boolean holds = pool.preparedQuery("select from \"" + name + "\" t where strpos(t::text, $1) > 0 limit 1")
                            .execute(Tuple.of(id))
                            .await()
                            .atMost(PATIENCE)
                            .size()
                    > 0;
            if (holds) {
                holders.add(name);
            }
        });
        return holders;
    }

    /** Whoever adds a table that knows hierarchies fills it above, or this test does not look at it. */
    private Set<String> ofHierarchies() {
        Set<String> tables = new TreeSet<>();
        pool.query("select table_name::text from information_schema.columns where table_schema = 'public'"
                        + " and column_name = 'hierarchy_id' and table_name !~ '^hierarchy_report_'")
                .execute()
                .await()
                .atMost(PATIENCE)
                .forEach(row -> tables.add(row.getString(0)));
        tables.removeAll(STAYS);
        return tables;
    }

    /** What the audit tells of it: the actions of the entries in which the id stands anywhere. */
    private List<String> told(String id) {
        List<String> actions = new ArrayList<>();
        pool.preparedQuery("select action from audit_entry e where strpos(e::text, $1) > 0")
                .execute(Tuple.of(id))
                .await()
                .atMost(PATIENCE)
                .forEach(row -> actions.add(row.getString(0)));
        return actions;
    }

    private boolean isWhole() {
        String before = "";
        for (Entry entry : audit.after(0, 100_000).await().atMost(PATIENCE)) {
            if (!entry.follows(before)) {
                return false;
            }
            before = entry.hash();
        }
        return !before.isEmpty();
    }

    private static boolean isMarkedAmongTheRejected(String id) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        EmbeddedServices.kafka().bootstrapServers(),
                        "group.id",
                        "erasure-" + id,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(Set.of(Topics.REJECTED));
            boolean[] kept = new boolean[2];
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key() != null && new String(record.key(), UTF_8).equals(id)) {
                        kept[record.value() == null ? 1 : 0] = true;
                    }
                });
                return kept[0] && kept[1];
            });
            return true;
        }
    }
}
