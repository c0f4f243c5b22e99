package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.catalog.PublicCatalog;
import io.tidings.embedded.EmbeddedKafka;
import io.tidings.embedded.EmbeddedPostgres;
import io.tidings.fleet.FleetLine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two replicas of the packaged program on one database, of which one may die. */
class ReplicasIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path FOLDER = Path.of("target", "replicas-it").toAbsolutePath();
    private static final EmbeddedPostgres POSTGRES = new EmbeddedPostgres(
            FOLDER.resolve("postgres"),
            Path.of("target", "embedded", "programs").toAbsolutePath());
    private static final EmbeddedKafka KAFKA = new EmbeddedKafka(FOLDER.resolve("kafka"));
    private static final int STANDINGS = 5_000;

    /** One replica stands still in the middle of an epoch, and the other needs some seconds for its part. */
    private static final String MIDDLE =
            """
            create function linger() returns trigger language plpgsql as $$
            begin
                if current_setting('application_name') = 'doomed' then
                    perform pg_advisory_xact_lock_shared(4711);
                end if;
                perform pg_sleep(0.001);
                return new;
            end $$;
            create trigger lingers before insert on relevance_offer for each row execute function linger()""";

    private static @Nullable IntakeStores stores;
    private static @Nullable Replica doomed;
    private static @Nullable Replica heir;

    @BeforeAll
    static void startServices() throws Exception {
        KAFKA.start("-XX:TieredStopAtLevel=1");
        POSTGRES.start("fsync=off");
        stores = new IntakeStores(POSTGRES, KAFKA);
        stores().read("drop schema public cascade; create schema public", row -> {});
        try (var starting = Executors.newFixedThreadPool(2)) {
            var first = starting.submit(() -> replica("doomed"));
            heir = replica("heir");
            doomed = first.get();
        }
    }

    private static Replica replica(String name) {
        return new Replica(
                name,
                Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        POSTGRES.url() + "?application_name=" + name,
                        "QUARKUS_DATASOURCE_USERNAME",
                        EmbeddedPostgres.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        EmbeddedPostgres.PASSWORD,
                        "KAFKA_BOOTSTRAP_SERVERS",
                        KAFKA.bootstrapServers()));
    }

    private static IntakeStores stores() {
        return Objects.requireNonNull(stores);
    }

    private static Replica doomed() {
        return Objects.requireNonNull(doomed);
    }

    private static Replica heir() {
        return Objects.requireNonNull(heir);
    }

    @AfterAll
    static void stopServices() {
        if (doomed != null) {
            doomed.close();
        }
        if (heir != null) {
            heir.close();
        }
        stores().close();
        KAFKA.stop();
        POSTGRES.stop();
    }

    /** Also two publications at once, before that: a replica can die but once. */
    @Test
    void replicaDiesInTheMiddleOfAnEpoch_theOtherFinishes_andNobodySeesHalf() throws Exception {
        List<Asking> asking = List.of(heir().enrol(), heir().enrol(), doomed().enrol());
        report(asking);
        await().atMost(PATIENCE).until(() -> number("select count(*) from relevance_standing") == STANDINGS);
        await().atMost(PATIENCE).until(() -> judged(liveEpoch()) == STANDINGS);
        // each knows the other's key once it has been told of it
        Stream.of(doomed(), heir())
                .forEach(replica -> asking.forEach(
                        one -> await().atMost(PATIENCE).until(() -> replica.status(one), status -> status == 200)));
        publishTwoAtOnce();

        List<String> wanted = List.of("in-one-1", "in-one-2", "in-one-3");
        try (var watch = new EpochWatch(List.of(doomed(), heir()), asking, wanted)) {
            watch.awaitRounds(2);
            stores().read(MIDDLE, row -> {});
            long before = liveEpoch();
            stores().holding("select pg_advisory_lock(4711)", () -> {
                doomed().importAll(document(wanted));
                await().atMost(PATIENCE).until(() -> judged(newest()) > 0 && isJudging("doomed"));
                doomed().kill();
                assertThat(liveEpoch()).as("it was in the middle").isEqualTo(before);
                assertThat(judged(newest())).isLessThan(STANDINGS);
            });
            long next = newest();
            assertThat(next).isGreaterThan(before);
            await().atMost(PATIENCE).until(() -> liveEpoch() == next);
            assertThat(judged(next)).isEqualTo(STANDINGS);
            await().atMost(PATIENCE).until(() -> watch.hasSeenAll(heir()));
            assertThat(watch.halves()).isEmpty();
            assertThat(watch.stepsBack()).isEmpty();
        }
    }

    private static void publishTwoAtOnce() throws Exception {
        List<String> ids = List.of("at-once-1", "at-once-2");
        ids.forEach(doomed()::draft);
        List<Callable<Integer>> steps = List.of(() -> doomed().publish(ids.get(0)), () -> heir().publish(ids.get(1)));
        try (var hands = Executors.newFixedThreadPool(2)) {
            for (var answer : hands.invokeAll(steps)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        long newest = newest();
        await().atMost(PATIENCE).until(() -> liveEpoch() == newest);
        assertThat(judged(newest)).isEqualTo(STANDINGS);
        assertThat(number("select count(*) from relevance_offer where epoch = " + newest
                        + " and updates @> array['at-once-1', 'at-once-2']"))
                .isEqualTo(STANDINGS);
    }

    /** One in a standing of its own each. */
    private static void report(List<Asking> asking) {
        List<String> ids =
                new ArrayList<>(asking.stream().map(Asking::hierarchyId).toList());
        Stream.generate(Asking::newId).limit(STANDINGS - ids.size()).forEach(ids::add);
        try (var line = new FleetLine(KAFKA.bootstrapServers())) {
            for (int i = 0; i < ids.size(); i++) {
                line.send(ids.get(i), Asking.report(ids.get(i), "own-" + i));
            }
            line.flush();
        }
    }

    private static String document(List<String> more) {
        var document = PublicCatalog.document();
        for (String id : more) {
            var row = document.withArray("updates").addObject();
            row.put("id", id).put("kb", id).put("type", "hotfix").put("distribution", "in-console");
            row.put("in_console", true).put("status", "active");
            row.put("date_released", LocalDate.now(ZoneOffset.UTC).toString());
            row.putArray("applies_to").add("2509");
        }
        return document.toString();
    }

    private static boolean isJudging(String replica) {
        return number("select count(*) from pg_stat_activity where state = 'active' and application_name = '" + replica
                        + "' and query like 'insert into relevance_offer%'")
                > 0;
    }

    private static long judged(long epoch) {
        return number("select count(*) from relevance_offer where epoch = " + epoch);
    }

    private static long newest() {
        return number("select max(number) from catalog_epoch");
    }

    private static long liveEpoch() {
        return number("select epoch from relevance_live");
    }

    private static long number(String sql) {
        long[] found = new long[1];
        stores().read(sql, row -> found[0] = row.getLong(0));
        return found[0];
    }
}
