package io.tidings.relevance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.tidings.catalog.PublicCatalog;
import io.tidings.delivery.Reported;
import io.tidings.hierarchy.Bucket;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many hierarchies a planned rollout will reach with each step, counted and not estimated. */
@QuarkusTest
@TestSecurity(
        user = "olga",
        roles = {"viewer", "publisher"})
class StepCountTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HIERARCHIES = 300;
    private static final String ID = "step-count";

    @Inject
    Hierarchies hierarchies;

    @Test
    void stepsCountTheHierarchiesThatTheyReach() {
        given().contentType(ContentType.JSON)
                .body(PublicCatalog.document().toString())
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
        var before = preview();
        var own = "step-count-" + UUID.randomUUID();
        var ids = IntStream.range(0, HIERARCHIES)
                .mapToObj(i -> "step-count-" + UUID.randomUUID())
                .toList();
        hierarchies
                .observe(ids.stream().map(id -> Reported.having(id, own)).toList())
                .await()
                .atMost(PATIENCE);
        assertThat(hierarchies
                        .below("default", ID, List.of(100, 5_000, 10_000))
                        .await()
                        .atMost(PATIENCE)
                        .get(Reported.having("", own).standing().id()))
                .as("the database draws as the program does")
                .containsExactly(inside(ids, 100), inside(ids, 5_000), (long) HIERARCHIES);
        var after = preview();
        assertThat(after.getLong("steps[0].hierarchies") - before.getLong("steps[0].hierarchies"))
                .isEqualTo(inside(ids, 5_000));
        assertThat(after.getLong("steps[1].hierarchies"))
                .as("the last step reaches all who get it")
                .isEqualTo(after.getLong("gets.hierarchies"))
                .isEqualTo(before.getLong("gets.hierarchies") + HIERARCHIES);
    }

    private static long inside(List<String> ids, int below) {
        return ids.stream().filter(id -> Bucket.of(id, ID) < below).count();
    }

    private static JsonPath preview() {
        return given().contentType(ContentType.JSON)
                .body(
                        """
                        {"update": {"id": "step-count", "kind": "hotfix", "distribution": "in-console"},
                         "rollout": {"steps": [{"at": "2089-01-01T00:00:00Z", "percent": 50},
                                               {"at": "2090-01-01T00:00:00Z", "percent": 100}]}}""")
                .post("/v1/updates/" + ID + "/preview")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
