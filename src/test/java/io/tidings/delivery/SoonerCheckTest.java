package io.tidings.delivery;

import static io.tidings.delivery.RolledOut.IN_THE_END;
import static io.tidings.delivery.RolledOut.LONG_AGO;
import static io.tidings.delivery.RolledOut.steps;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An operator who wants what is new to be known within two hours. */
@QuarkusTest
@TestProfile(SoonerCheckTest.WithinTwoHours.class)
class SoonerCheckTest {

    public static final class WithinTwoHours implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.delivery.check.after-publication", "PT2H");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofHours(2);
    private static final Duration AS_EVER = Duration.ofHours(11);

    @Inject
    Hierarchies hierarchies;

    @Test
    void whoseOffersHaveJustChangedComesSooner_andNobodyElse() {
        Asker.importRealCatalog();
        Asker inside = Asker.having(hierarchies);
        Asker outside = Asker.having(hierarchies);
        assertThat(wait(inside.poll())).isGreaterThan(AS_EVER);
        String before = inside.tag();

        RolledOut update = RolledOut.drawn(
                        List.of(inside.id(), outside.id()), new int[] {0, 5_000}, new int[] {5_000, 10_000})
                .publish("\"rollout\": " + steps(LONG_AGO, 50, IN_THE_END, 100));
        Awaitility.await().atMost(PATIENCE).until(() -> update.isOfferedTo(inside, outside)
                .equals(List.of(true, false)));
        Response changed = inside.poll(before);
        changed.then().statusCode(200);
        assertThat(wait(changed)).isLessThanOrEqualTo(SOON);
        // who has fetched it waits for more of it no longer than that
        assertThat(wait(inside.poll(changed.header("ETag")))).isLessThanOrEqualTo(SOON);
        assertThat(wait(outside.poll())).isGreaterThan(AS_EVER);
        update.end();
    }

    private static Duration wait(Response answer) {
        return Duration.between(Instant.now(), Instant.parse(answer.header("Next-Check")));
    }
}
