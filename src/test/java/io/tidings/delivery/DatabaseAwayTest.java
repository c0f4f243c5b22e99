package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.access.Login;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed under the running service and started again. */
@QuarkusTest
class DatabaseAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Hierarchies hierarchies;

    private boolean killed;

    @AfterEach
    void bringItBack() {
        if (killed) {
            EmbeddedServices.postgres().start("fsync=off");
        }
    }

    @Test
    void thoseWhoAreKnownGoOnAndWritesComeAgainLater() {
        Asker.importRealCatalog();
        Asker known = Asker.having(hierarchies, "37864969");
        Asker unknown = Asker.enrolled(hierarchies);
        String tag = known.tag();
        String operator = Login.bearer();

        kill();
        known.poll(tag).then().statusCode(304).header("Age", nullValue());
        known.poll().then().statusCode(200).header("ETag", tag);
        unknown.poll().then().statusCode(503).header("Retry-After", notNullValue());
        given().header("Authorization", operator)
                .contentType("application/json")
                .body("{}")
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());
        Awaitility.await().atMost(PATIENCE).until(() -> known.poll(tag).header("Age") != null);
        assertThat(known.poll(tag).statusCode()).isEqualTo(304);

        bringItBack();
        killed = false;
        Awaitility.await().atMost(PATIENCE).until(() -> known.poll(tag).header("Age") == null);
        known.report();
        Awaitility.await().atMost(PATIENCE).until(() -> known.poll(tag).statusCode() == 200);
    }

    private void kill() {
        killed = true;
        EmbeddedServices.postgres().kill();
    }
}
