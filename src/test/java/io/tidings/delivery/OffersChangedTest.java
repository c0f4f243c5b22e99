package io.tidings.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.relevance.Offers;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is offered something else hears of it on Kafka: once, whatever dies meanwhile, and nobody else does. */
@QuarkusTest
class OffersChangedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Offers offers;

    @Inject
    Editions editions;

    @Inject
    Announcer announcer;

    @Inject
    Telling telling;

    @Inject
    ToldStore store;

    @Inject
    Pool pool;

    private final String run = UUID.randomUUID().toString();
    private final Heard heard = new Heard();

    @BeforeEach
    void importRealCatalog() {
        Asker.importRealCatalog();
    }

    @AfterEach
    void close() {
        heard.close();
    }

    @Test
    void thoseWhoAreConcernedHearOfAPublicationAndOfAWithdrawal_andTheOthersDoNot() {
        String update = "heard-" + run;
        String concerned = reporting("concerned");
        String other = reporting("other", update);
        JsonNode first = awaitRecords(concerned, 1).getFirst();
        assertThat(new TreeSet<>(Heard.ids(first, "added"))).isEqualTo(offered(concerned));
        assertThat(Heard.ids(first, "removed")).isEmpty();
        awaitRecords(other, 1);

        Offered published = publish(update);
        JsonNode second = awaitRecords(concerned, 2).getLast();
        assertThat(Heard.ids(second, "added")).containsExactly(update);
        assertThat(Heard.ids(second, "removed")).isEmpty();
        assertThat(second.path("epoch").longValue()).isEqualTo(epoch());
        assertThat(second.path("edition").longValue()).isEqualTo(edition(concerned));
        assertThat(Instant.parse(second.path("at").textValue()))
                .isAfter(Instant.parse(first.path("at").textValue()));

        published.step("withdraw");
        JsonNode third = awaitRecords(concerned, 3).getLast();
        assertThat(Heard.ids(third, "added")).isEmpty();
        assertThat(Heard.ids(third, "removed")).containsExactly(update);

        awaitQuiet();
        assertThat(heard.of(concerned)).hasSize(3);
        assertThat(heard.of(other)).hasSize(1);
    }

    @Test
    void hierarchyThatComesToAnotherStandingHearsOfIt_alsoWithinAnEpoch() {
        String id = reporting("moving");
        awaitRecords(id, 1);
        String gone = List.copyOf(offered(id)).getLast();
        report(id, gone);
        JsonNode moved = awaitRecords(id, 2).getLast();
        assertThat(Heard.ids(moved, "removed")).contains(gone);
        assertThat(heard.believed(id)).isEqualTo(offered(id));
        report(id, gone);
        awaitQuiet();
        assertThat(heard.of(id)).hasSize(2);
    }

    @Test
    void severalReplicasAtOnceTellNothingThatATakerOfEachRecordOnceWouldTakeTwice() {
        List<String> ids = IntStream.range(0, 200)
                .mapToObj(number -> reporting("many-" + number, "own-" + number % 20 + run))
                .toList();
        Uni<Void> told = Uni.createFrom().deferred(() -> telling.tell(ids));
        List<Uni<Void>> replicas = List.of(
                told,
                Uni.createFrom().deferred(() -> announcer.followMoves()),
                told,
                Uni.createFrom().deferred(() -> announcer.followOffers()),
                told);
        Uni.join().all(replicas).andFailFast().await().atMost(PATIENCE);
        Offered published = publish("all-" + run);
        Uni.join().all(replicas).andFailFast().await().atMost(PATIENCE);
        published.step("withdraw");
        Uni.join().all(replicas).andFailFast().await().atMost(PATIENCE);
        awaitQuiet();
        for (String id : ids) {
            assertThat(heard.believed(id)).isEqualTo(offered(id));
            List<JsonNode> records = heard.of(id);
            assertThat(new HashSet<>(records))
                    .as("a change of %s is one record, however often it is sent: %s", id, records)
                    .hasSize((int) records.stream()
                            .map(record -> record.path("at").textValue())
                            .distinct()
                            .count());
        }
    }

    @Test
    void whatADeadReplicaHadSentIsSentAgainInTheSameWords_beforeWhatCameSince() {
        String update = "killed-" + run;
        String id = reporting("killed");
        awaitRecords(id, 1);
        Offered published = publish(update);
        JsonNode sent = awaitRecords(id, 2).getLast();
        awaitQuiet();
        // as if it had died before it heard of Kafka's acknowledgement, a while ago
        pool.preparedQuery("update delivery_told set was = $2, sent_until = now() where hierarchy_id = $1")
                .execute(Tuple.of(id, heard.of(id).getFirst().path("edition").longValue()))
                .await()
                .atMost(PATIENCE);
        published.step("withdraw");
        List<JsonNode> records = awaitRecords(id, 4);
        assertThat(records.get(2)).isEqualTo(sent);
        assertThat(Heard.ids(records.get(3), "removed")).containsExactly(update);
        assertThat(heard.believed(id)).isEqualTo(offered(id));
    }

    @Test
    void whileTheBrokerIsAwayNothingIsLost() {
        String id = reporting("waiting");
        awaitRecords(id, 1);
        EmbeddedServices.kafka().kill();
        Offered published;
        try {
            published = publish("away-" + run);
            await().atMost(PATIENCE).until(() -> store.find(List.of(id)).await().atMost(PATIENCE).values().stream()
                    .anyMatch(Told::isUnderWay));
            published.step("withdraw");
        } finally {
            EmbeddedServices.kafka().start("-XX:TieredStopAtLevel=1");
        }
        await().atMost(PATIENCE).until(() -> new HashSet<>(heard.of(id)).size() == 3);
        assertThat(heard.believed(id)).isEqualTo(offered(id)).doesNotContain(published.id());
    }

    @Test
    void erasedIsForgotten_andHearsEverythingWhenItComesBack() {
        String id = reporting("erased");
        awaitRecords(id, 1);
        awaitQuiet();
        hierarchies.erase(id, "test").await().atMost(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> store.find(List.of(id)).await().atMost(PATIENCE).isEmpty());
        report(id);
        JsonNode again = awaitRecords(id, 2).getLast();
        assertThat(new TreeSet<>(Heard.ids(again, "added"))).isEqualTo(offered(id));
    }

    @Test
    void erasedWhileItIsToldIsForgottenAllTheSame() {
        String id = reporting("erased-meanwhile");
        awaitRecords(id, 1);
        awaitQuiet();
        // as if the erasure had been followed before this replica noted what it tells
        hierarchies.erase(id, "test").await().atMost(PATIENCE);
        await().atMost(PATIENCE)
                .until(() -> store.find(List.of(id)).await().atMost(PATIENCE).isEmpty());
        List<Told> noted = store.note(List.of(new Told(id, epoch(), 1, Told.NOTHING, Instant.now())))
                .await()
                .atMost(PATIENCE);
        assertThat(noted).hasSize(1);
        telling.tell(List.of(id)).await().atMost(PATIENCE);
        assertThat(store.find(List.of(id)).await().atMost(PATIENCE)).isEmpty();
    }

    private static Offered publish(String id) {
        return Offered.publish(id, id.getBytes(UTF_8));
    }

    private String reporting(String name, String... installed) {
        String id = name + "-" + run;
        report(id, installed);
        return id;
    }

    private void report(String id, String... installed) {
        hierarchies.observe(List.of(Reported.having(id, installed))).await().atMost(PATIENCE);
    }

    private List<JsonNode> awaitRecords(String id, int count) {
        await().atMost(PATIENCE).until(() -> heard.of(id).size() >= count);
        return heard.of(id);
    }

    /** Until nobody is left to be told. */
    private void awaitQuiet() {
        await().atMost(PATIENCE).until(() -> offers.changedAndNotTold().await().atMost(PATIENCE) == 0);
        announcer.followMoves().await().atMost(PATIENCE);
    }

    private Set<String> offered(String id) {
        return new TreeSet<>(
                offers.current(id).await().atMost(PATIENCE).orElseThrow().to(id));
    }

    private long epoch() {
        return offers.liveEpoch().await().atMost(PATIENCE);
    }

    private long edition(String id) {
        return editions.of(id).await().atMost(PATIENCE).orElseThrow().number();
    }
}
