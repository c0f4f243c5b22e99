package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static io.tidings.delivery.RolledOut.IN_THE_END;
import static io.tidings.delivery.RolledOut.LONG_AGO;
import static io.tidings.delivery.RolledOut.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.access.Login;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.Installations;
import io.tidings.hierarchy.Servicing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Reports of failures come in, and nobody else is offered the update. */
@QuarkusTest
class HaltStoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int INSTALLED = 196612;
    private static final int FAILED = 262143;
    private static final int PREREQUISITES_FAILED = 196607;
    private static final int UNDER_WAY = 196620;

    @Inject
    Hierarchies hierarchies;

    @Inject
    MeterRegistry meters;

    private final UUID guid = UUID.randomUUID();

    @Test
    void failuresHaltARollout_andWhoIsInsideKeepsTheUpdate() {
        Asker.importRealCatalog();
        Asker early = Asker.having(hierarchies);
        Asker late = Asker.having(hierarchies);
        RolledOut update = RolledOut.drawn(
                        List.of(early.id(), late.id()), new int[] {0, 5_000}, new int[] {5_000, 10_000})
                .publish("\"packageGuids\": [\"" + guid + "\"], \"rollout\": " + steps(LONG_AGO, 50, IN_THE_END, 100));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(update.isOfferedTo(early, late))
                .containsExactly(true, false));

        Instant now = Instant.now();
        report(13, INSTALLED, now);
        report(4, FAILED, now);
        report(1, PREREQUISITES_FAILED, now);
        report(9, UNDER_WAY, now);
        // from a time before this update was out
        report(7, FAILED, now.minus(Duration.ofDays(3)));
        assertThat(installations()).isEqualTo(new Installations(13, 5));
        assertThat(isHeld(update)).isFalse();

        report(1, FAILED, now);
        Awaitility.await().atMost(PATIENCE).until(() -> isHeld(update));
        update.rollout().then().body("holds.cause", equalTo(List.of("halted"))).body("reached.held", equalTo(true));
        update.why(late)
                .then()
                .body("verdict", equalTo("held-by-rollout"))
                .body("remedy", containsString("the publisher resumes it"));
        assertThat(update.isOfferedTo(early, late)).containsExactly(true, false);
        assertThat(meters.counter("catalog.halted", "tenant", "default", "update", update.id())
                        .count())
                .isOne();
        given().header("Authorization", Login.bearer())
                .get("/v1/audit?limit=20")
                .then()
                .body(
                        "entries.findAll { it.subject == '" + update.id() + "' && it.action == 'catalog.halt' }.detail",
                        hasItem(containsString("13 of 19 succeeded, 70 % are asked for")));

        update.end();
    }

    private Installations installations() {
        return hierarchies
                .installations("default", Set.of(guid), Instant.now().minus(Duration.ofDays(1)))
                .await()
                .atMost(PATIENCE);
    }

    private void report(int hierarchiesOfThem, int state, Instant at) {
        for (int i = 0; i < hierarchiesOfThem; i++) {
            hierarchies
                    .observe(List.of(Reported.servicing("halt-" + UUID.randomUUID(), new Servicing(guid, state, at))))
                    .await()
                    .atMost(PATIENCE);
        }
    }

    private static boolean isHeld(RolledOut update) {
        return update.rollout().path("reached.held");
    }
}
