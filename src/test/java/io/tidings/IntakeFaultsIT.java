package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.embedded.EmbeddedKafka;
import io.tidings.embedded.EmbeddedPostgres;
import io.tidings.fleet.Fleet;
import io.tidings.fleet.FleetLine;
import io.tidings.fleet.Traffic;
import io.tidings.fleet.Variation;
import io.tidings.protocol.UsageReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever dies in the middle of a batch: afterwards the books balance. */
class IntakeFaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path FOLDER = Path.of("target", "intake-it").toAbsolutePath();
    private static final EmbeddedPostgres POSTGRES = new EmbeddedPostgres(
            FOLDER.resolve("postgres"),
            Path.of("target", "embedded", "programs").toAbsolutePath());
    private static final EmbeddedKafka KAFKA = new EmbeddedKafka(FOLDER.resolve("kafka"));
    private static final int HIERARCHIES = 4_000;
    private static final int UNDER_WAY = 500;

    private static @Nullable IntakeStores stores;
    private static @Nullable ServiceProcess service;

    private final long seed = System.nanoTime();
    private final Fleet fleet = new Fleet(seed);
    private final IntakeBooks books = new IntakeBooks(stores());

    @BeforeAll
    static void startServices() {
        KAFKA.start("-XX:TieredStopAtLevel=1");
        POSTGRES.start("fsync=off");
        stores = new IntakeStores(POSTGRES, KAFKA);
    }

    private static IntakeStores stores() {
        return Objects.requireNonNull(stores);
    }

    @AfterAll
    static void stopServices() {
        stores().close();
        if (service != null) {
            service.close();
        }
        KAFKA.stop();
        POSTGRES.stop();
    }

    /** The one of the test before, if it survived. */
    private static ServiceProcess running() {
        ServiceProcess open = service;
        if (open == null || !open.isAlive()) {
            open = another();
            service = open;
        }
        return open;
    }

    private static ServiceProcess another() {
        return new ServiceProcess(Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        POSTGRES.url(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        EmbeddedPostgres.USER,
                        "QUARKUS_DATASOURCE_PASSWORD",
                        EmbeddedPostgres.PASSWORD,
                        "KAFKA_BOOTSTRAP_SERVERS",
                        KAFKA.bootstrapServers(),
                        "JAVA_TOOL_OPTIONS",
                        "-Xmx256m"))
                .awaitReady();
    }

    private Stream<Traffic.Posting> traffic(int weeks, int percentTwice, int percentSpoilt) {
        return new Traffic(seed, percentTwice, percentSpoilt)
                .of(IntStream.range(0, weeks).boxed().flatMap(week -> fleet.week(HIERARCHIES, week)));
    }

    /** Everything is in Kafka, and the service is at it. */
    private void sendUntilUnderWay(int percentTwice, int percentSpoilt) throws Exception {
        long before = stores().stored();
        books.send(traffic(4, percentTwice, percentSpoilt));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> stores().stored() > before + UNDER_WAY);
    }

    @Test
    void postgresIsKilled() throws Exception {
        ServiceProcess program = running();
        sendUntilUnderWay(5, 3);
        POSTGRES.kill();
        assertThat(stores().backlog()).isPositive();
        await().atMost(PATIENCE).until(() -> metric(program, "usage_lag") > 0);
        POSTGRES.start("fsync=off");
        books.balance();
        await().atMost(PATIENCE).until(() -> metric(program, "usage_lag") == 0);
    }

    @Test
    void theBrokerIsKilled() throws Exception {
        running();
        sendUntilUnderWay(5, 3);
        KAFKA.kill();
        KAFKA.start("-XX:TieredStopAtLevel=1");
        books.balance();
    }

    @Test
    void theTopicOfTheRejectedTakesNothing_andWhatIsRefusedWaitsInItsPlace() throws Exception {
        ServiceProcess program = running();
        await().atMost(PATIENCE).until(() -> stores().backlog() == 0);
        int said = program.output().length();
        stores().rejectedIsOpen(false);
        try {
            books.send(traffic(1, 5, 10));
            await().atMost(PATIENCE)
                    .until(() -> program.output().substring(said).contains("Refused reports wait"));
            assertThat(stores().backlog()).isPositive();
        } finally {
            stores().rejectedIsOpen(true);
        }
        books.balance();
    }

    @Test
    void theServiceIsKilled() throws Exception {
        ServiceProcess program = running();
        sendUntilUnderWay(5, 3);
        program.kill();
        assertThat(stores().backlog()).isPositive();
        running();
        books.balance();
    }

    @Test
    void theServiceIsStopped_andFinishesItsBatchFirst() throws Exception {
        ServiceProcess program = running();
        await().atMost(PATIENCE).until(() -> stores().backlog() == 0);
        long before = stores().stored();
        sendUntilUnderWay(0, 0);
        int said = program.output().length();
        program.terminate();
        assertThat(program.awaitEnd()).isIn(0, 143);
        assertThat(program.output().substring(said)).doesNotContain("After Shutdown", "\"ERROR\"", "\"WARN\"");
        // what is committed in one is committed in the other: nothing is taken twice, not even to be recognised
        assertThat(stores().backlog()).isPositive().isEqualTo(books.reports() - (stores().stored() - before));
        ServiceProcess next = running();
        books.balance();
        assertThat(metric(next, "usage_accepted_total{outcome=\"duplicate\"}")).isZero();
    }

    @Test
    void aSecondServiceComesAndGoes() throws Exception {
        running();
        Iterator<Traffic.Posting> postings = traffic(40, 5, 3).iterator();
        try (FleetLine line = new FleetLine(stores().bootstrapServers());
                ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor()) {
            var sending = pace.scheduleAtFixedRate(
                    () -> {
                        for (int i = 0; i < 30 && postings.hasNext(); i++) {
                            Traffic.Posting posting = postings.next();
                            books.note(posting);
                            line.send(posting);
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            try (ServiceProcess second = another()) {
                await().atMost(PATIENCE).until(() -> metric(second, "usage_accepted_total") > UNDER_WAY);
                second.terminate();
                assertThat(second.awaitEnd()).isIn(0, 143);
            }
            sending.cancel(false);
            pace.shutdown();
            assertThat(pace.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            line.flush();
        }
        books.balance();
    }

    @Test
    void aSlowDatabaseSlowsThePoll_andMemoryStaysWithinBounds() throws Exception {
        ServiceProcess program = running();
        await().atMost(PATIENCE).until(() -> stores().backlog() == 0);
        double before = metric(program, "kafka_consumer_fetch_manager_bytes_consumed_total");
        stores().whileLocked(() -> {
            books.send(IntStream.range(0, 80).mapToObj(i -> new Traffic.Posting(heavy(i), null)));
            await().atMost(PATIENCE).until(() -> metric(program, "usage_lag") >= 80);
            // what two batches and those behind them may weigh, of more than 70 MiB that lie there
            assertThat(metric(program, "kafka_consumer_fetch_manager_bytes_consumed_total") - before)
                    .isLessThan(40 << 20);
        });
        books.balance();
        assertThat(program.isAlive()).isTrue();
    }

    /** Just below 1 MiB. */
    private UsageReport heavy(int hierarchy) {
        UsageReport light = fleet.report(hierarchy, 1);
        Map<String, String> items = IntStream.rangeClosed(1, 30)
                .boxed()
                .collect(Collectors.toMap("T%03d"::formatted, i -> "\"" + "x".repeat(32_000) + "\""));
        return Variation.of(light).items(items).report();
    }

    /** The sum of all that begin so. */
    private static double metric(ServiceProcess program, String name) {
        return metrics(program)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    private static String metrics(ServiceProcess program) {
        try {
            return program.management("/q/metrics").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
