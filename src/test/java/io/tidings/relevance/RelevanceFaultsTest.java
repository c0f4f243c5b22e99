package io.tidings.relevance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.tidings.catalog.Updates;
import io.tidings.delivery.Reported;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.StandingId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas that die in the middle of an epoch, several publications at once, facts that nobody understands. */
@QuarkusTest
@TestSecurity(
        user = "olga",
        roles = {"viewer", "publisher"})
class RelevanceFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int STANDINGS = 30;

    @Inject
    Hierarchies hierarchies;

    @Inject
    Offers offers;

    @Inject
    Updates updates;

    @Inject
    RelevanceRefresh refresh;

    @Inject
    Pool pool;

    @BeforeEach
    void importRealCatalog() {
        Publishing.importRealCatalog();
    }

    @Test
    void replicaThatDiesInTheMiddleOfAnEpochIsMadeUpFor_andNobodySeesHalf() {
        var reporters = new Reporters(hierarchies);
        Publishing.publish(reporters.name("first"));
        List<StandingId> all = reporters.report(STANDINGS);
        await().atMost(PATIENCE).until(() -> now(all).size() == all.size() && live() == updates.epoch());
        long before = live();

        SqlConnection dying = claim(3);
        int backend = (int) count(dying, "select pg_backend_pid()::int8");
        String second = reporters.name("second");
        Publishing.publish(second);
        long next = updates.epoch();
        long others = count("select count(*) from relevance_standing") - 3;
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from relevance_offer where epoch = " + next) == others);
        refresh.refresh().await().atMost(PATIENCE);
        assertThat(live()).isEqualTo(before);
        assertThat(now(all))
                .hasSize(all.size())
                .allMatch(offering -> offering.epoch() == before)
                .noneMatch(offering -> offering.updates().contains(second));

        pool.preparedQuery("select pg_terminate_backend($1)")
                .execute(Tuple.of(backend))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> live() == next);
        assertThat(now(all)).hasSize(all.size()).allMatch(offering -> offering.updates()
                .contains(second));
    }

    @Test
    void publicationsAtOnceAllGoLive_andEpochsNeverGoBack() throws Exception {
        var reporters = new Reporters(hierarchies);
        List<StandingId> all = reporters.report(STANDINGS);
        List<String> wanted = IntStream.range(0, 6)
                .mapToObj(number -> reporters.name("at-once-" + number))
                .toList();
        wanted.forEach(Publishing::draft);
        List<Long> seen = new ArrayList<>();
        AtomicBoolean published = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(wanted.size() + 1)) {
            var watching = threads.submit(() -> {
                while (!published.get()) {
                    seen.add(live());
                }
            });
            List<Callable<Integer>> steps = wanted.stream()
                    .<Callable<Integer>>map(id -> () -> Publishing.publishDraft(id))
                    .toList();
            for (var answer : threads.invokeAll(steps)) {
                assertThat(answer.get()).isEqualTo(200);
            }
            await().atMost(PATIENCE)
                    .until(() ->
                            live() == updates.newest().await().atMost(PATIENCE).epoch());
            published.set(true);
            watching.get();
        }
        assertThat(seen).isSorted().isNotEmpty();
        assertThat(now(all)).hasSize(all.size()).allMatch(offering -> offering.updates()
                .containsAll(wanted));
        assertThat(count("select count(distinct epoch) from relevance_offer")).isLessThanOrEqualTo(2);
    }

    @Test
    void factsThatNobodyUnderstandsAreJudged_andUnknownInstalledUpdatesNamed() {
        var reporters = new Reporters(hierarchies);
        String update = reporters.name("strange");
        Publishing.publish(update);
        String id = reporters.name("stranger");
        hierarchies
                .observe(List.of(Reported.having(id, "no-such-update", "nor-this-one")))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> offers.current(id).await().atMost(PATIENCE).isPresent());
        assertThat(given().get("/v1/hierarchies/" + id + "/updates/" + update + "/why")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("facts.installedButUnknown"))
                .contains("no-such-update", "nor-this-one");
    }

    /** Written past everybody, so that nobody is woken: found at the next look of their own accord. */
    @Test
    void missedSignalDelaysAStandingByNoMoreThanTheLongestSilence() {
        await().atMost(PATIENCE).until(() -> live() == updates.epoch());
        var standing = Reported.having("nobody", "missed-" + UUID.randomUUID()).standing();
        pool.preparedQuery("insert into hierarchy_standing (id, canonical) values ($1, $2)")
                .execute(Tuple.of(Buffer.buffer(standing.id().bytes()), Buffer.buffer(standing.canonical())))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> offers.of(standing.id()).await().atMost(PATIENCE).isPresent());
    }

    /** As a replica leaves it that took a standing in and died before it judged it: nobody is woken, nothing is new. */
    @Test
    void standingThatWasTakenInAndNotJudgedIsFoundByTheNextSearch() {
        StandingId left = new Reporters(hierarchies).report("left", 0);
        await().atMost(PATIENCE)
                .until(() -> offers.of(left).await().atMost(PATIENCE).isPresent());
        pool.preparedQuery("delete from relevance_offer where standing = $1")
                .execute(Tuple.of(Buffer.buffer(left.bytes())))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> offers.of(left).await().atMost(PATIENCE).isPresent());
    }

    private List<Offers.Offering> now(List<StandingId> all) {
        return List.copyOf(offers.of(all).await().atMost(PATIENCE).values());
    }

    private long live() {
        return offers.liveEpoch().await().atMost(PATIENCE);
    }

    /** As a replica does that is about to judge them. */
    private SqlConnection claim(int standings) {
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        connection.query("begin").execute().await().atMost(PATIENCE);
        connection
                .query("select id from relevance_standing order by id limit " + standings + " for update")
                .execute()
                .await()
                .atMost(PATIENCE);
        return connection;
    }

    private long count(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private static long count(SqlConnection connection, String sql) {
        return connection
                .query(sql)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
