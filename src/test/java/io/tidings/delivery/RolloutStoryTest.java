package io.tidings.delivery;

import static io.tidings.delivery.RolledOut.IN_THE_END;
import static io.tidings.delivery.RolledOut.LONG_AGO;
import static io.tidings.delivery.RolledOut.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.catalog.Updates;
import io.tidings.hierarchy.Bucket;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rollouts as connection points and operators see them, over HTTP. */
@QuarkusTest
class RolloutStoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int[] FIRST = {0, 3_000};
    private static final int[] SECOND = {3_000, 6_000};
    private static final int[] LAST = {6_000, 10_000};

    @Inject
    Hierarchies hierarchies;

    @Inject
    Editions editions;

    @Inject
    Updates updates;

    private Asker early;
    private Asker middle;
    private Asker late;
    private RolledOut old;
    private RolledOut fresh;

    /** Three of one standing, and an update that replaces another and has reached the first of them. */
    @BeforeEach
    void publish() {
        Asker.importRealCatalog();
        // a test before this one may have started an epoch of a later time, and steps open by the time of epochs
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !updates.live().at().isAfter(Instant.now()));
        early = Asker.having(hierarchies);
        middle = Asker.having(hierarchies);
        late = Asker.having(hierarchies);
        List<String> ids = Stream.of(early, middle, late).map(Asker::id).toList();
        old = RolledOut.drawn(ids).publish("\"title\": \"The older one\"");
        fresh = RolledOut.drawn(ids, FIRST, SECOND, LAST);
        awaitOffers(old, true, true, true);
    }

    /** What is still being rolled out divides the askers of other tests too. */
    @AfterEach
    void takeBack() {
        fresh.end();
        old.end();
    }

    private void publishFresh(String more) {
        fresh.publish("\"replaces\": [\"" + old.id() + "\"], \"rollout\": "
                + steps(LONG_AGO, 30, "2080-01-01T00:00:00Z", 60, IN_THE_END, 100) + more);
        awaitOffers(fresh, true, false, false);
    }

    @Test
    void stepsOpenByTime_andWhoIsOutsideKeepsWhatItHas() {
        String lateTag = late.tag();
        String middleTag = middle.tag();
        publishFresh("");
        assertThat(old.isOfferedTo(early, middle, late)).containsExactly(false, true, true);
        assertThat(middle.poll(middleTag).statusCode()).isEqualTo(304);
        assertThat(late.poll(lateTag).statusCode()).isEqualTo(304);
        String earlyTag = early.tag();

        Instant soon = Instant.now().plusSeconds(3);
        fresh.plan(steps(LONG_AGO, 30, soon, 60, IN_THE_END, 100));
        awaitOffers(fresh, true, true, false);
        assertThat(Instant.now()).isAfter(soon);
        assertThat(early.poll(earlyTag).statusCode()).isEqualTo(304);
        assertThat(late.poll(lateTag).statusCode()).isEqualTo(304);

        Awaitility.await().atMost(PATIENCE).until(() -> notices(middle).contains(fresh.id()));
        assertThat(notices(late)).doesNotContain(fresh.id());

        fresh.plan(steps(LONG_AGO, 30, soon, 60, Instant.now().plusSeconds(2), 100));
        awaitOffers(fresh, true, true, true);
        assertThat(early.poll(earlyTag).statusCode()).isEqualTo(304);
        assertThat(old.isOfferedTo(early, middle, late)).containsOnly(false);
    }

    @Test
    void pauseFreezes_resumingGoesOn_andAWithdrawalTakesItFromAll() {
        publishFresh("");
        Instant planned = Instant.now().plusSeconds(6);
        fresh.plan(steps(LONG_AGO, 30, planned, 60, IN_THE_END, 100));
        fresh.step("pause");
        awaitEpochOfAll();
        Awaitility.await().atMost(PATIENCE).until(() -> Instant.now().isAfter(planned.plusSeconds(1)));
        fresh.rollout().then().body("reached.percent", equalTo(30)).body("reached.held", equalTo(true));
        assertThat(fresh.isOfferedTo(early, middle, late)).containsExactly(true, false, false);
        fresh.why(middle)
                .then()
                .body("verdict", equalTo("held-by-rollout"))
                .body("remedy", containsString("the publisher resumes it"));

        fresh.step("resume");
        awaitOffers(fresh, true, true, false);

        fresh.step("withdraw");
        awaitOffers(fresh, false, false, false);
        assertThat(old.isOfferedTo(early, middle, late)).containsOnly(true);
        fresh.why(early).then().body("verdict", equalTo("withdrawn"));
    }

    @Test
    void whyTellsBucketStepAndFallback() {
        publishFresh("");
        fresh.why(early)
                .then()
                .body("verdict", equalTo("offered"))
                .body("facts.bucket", equalTo(bucket(early)))
                .body("facts.rolloutPercent", equalTo("30"));
        Response outside = fresh.why(late);
        outside.then()
                .body("verdict", equalTo("held-by-rollout"))
                .body("reason", equalTo("outside-of-rollout"))
                .body("bucket", equalTo(Integer.parseInt(bucket(late))))
                .body("step", equalTo(1))
                .body("required", equalTo("a bucket below 3000"))
                .body("facts.nextStep", equalTo("2080-01-01T00:00:00Z"))
                .body("facts.offeredInstead", equalTo(old.id()))
                .body(
                        "remedy",
                        allOf(containsString("2080-01-01T00:00:00Z"), containsString(old.id() + " is offered")));
        old.why(early)
                .then()
                .body("verdict", equalTo("superseded-by-published"))
                .body("by", equalTo(fresh.id()));
        old.why(late).then().body("verdict", equalTo("offered"));
        RolledOut.whyOfStanding(outside.path("standing"), fresh.id())
                .then()
                .body("verdict", equalTo("offered"))
                .body("facts.rolloutPercent", equalTo("30"))
                .body("facts", not(hasKey("bucket")));
    }

    @Test
    void contentIsForThoseInside() {
        byte[] bytes = fresh.id().getBytes(StandardCharsets.UTF_8);
        String sha256 = RolledOut.upload(bytes);
        publishFresh(", \"contents\": [\"" + sha256 + "\"]");
        assertThat(early.get("/v1/content/" + sha256).asByteArray()).isEqualTo(bytes);
        late.get("/v1/content/" + sha256).then().statusCode(404);
        String target = fresh.id() + "/" + sha256 + ".update.cab";
        assertThat(early.get("/v1/hierarchies/" + early.id() + "/tuf/targets/" + target)
                        .asByteArray())
                .isEqualTo(bytes);
        late.get("/v1/hierarchies/" + late.id() + "/tuf/targets/" + target)
                .then()
                .statusCode(404);
    }

    @Test
    void changesSinceAnEditionAreThoseOfTheHierarchy() {
        long before = late.poll().jsonPath().getLong("edition");
        publishFresh("");
        late.get(late.updates() + "?since=" + before)
                .then()
                .body("added.size()", equalTo(0))
                .body("removed.size()", equalTo(0));
        early.get(early.updates() + "?since=" + before)
                .then()
                .body("added.id", equalTo(List.of(fresh.id())))
                .body("removed", equalTo(List.of(old.id())));
    }

    private static String notices(Asker asker) {
        return asker.get("/v1/hierarchies/" + asker.id() + "/notices").asString();
    }

    private String bucket(Asker asker) {
        return String.valueOf(Bucket.of(asker.id(), fresh.id()));
    }

    private void awaitOffers(RolledOut update, Boolean... offered) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(update.isOfferedTo(early, middle, late))
                .containsExactly(offered));
    }

    /** Until what was done last has come to the shelves. */
    private void awaitEpochOfAll() {
        long done = RolledOut.epoch();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            late.poll();
            Edition known = editions.known(late.id());
            return known != null && known.epoch() >= done;
        });
    }
}
