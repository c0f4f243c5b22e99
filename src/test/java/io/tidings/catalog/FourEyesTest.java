package io.tidings.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.tidings.audit.Audit;
import io.tidings.audit.Entry;
import io.tidings.problem.Problem;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FourEyesTest.Asked.class)
@TestSecurity(
        user = "alice",
        roles = {"viewer", "publisher"})
class FourEyesTest {

    public static class Asked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.catalog.four-eyes", "true");
        }
    }

    @Inject
    Updates updates;

    @Inject
    Audit audit;

    @Test
    void proposerCannotApprove_anotherCan() throws Exception {
        put("four-1", "Trial").then().statusCode(201);
        publish("four-1").then().statusCode(202).body("revisions", nullValue()).header("ETag", "\"r1\"");
        given().post("/v1/updates/four-1/approve").then().statusCode(403);
        assertThat(state("four-1")).isEqualTo("draft");

        Written approved = approve("four-1", "bob");
        assertThat(approved.revision()).isEqualTo(2);
        assertThat(state("four-1")).isEqualTo("published");
        assertThat(entries("four-1"))
                .extracting(Entry::action, Entry::actor)
                .containsExactly(
                        Assertions.tuple("catalog.edit", "alice"),
                        Assertions.tuple("catalog.propose-publish", "alice"),
                        Assertions.tuple("catalog.publish", "bob"));
        var detail = new ObjectMapper().readTree(entries("four-1").getLast().detail());
        assertThat(detail.path("proposedBy").asText()).isEqualTo("alice");
        assertThat(detail.at("/before/revisions").isMissingNode()).isTrue();
        assertThat(detail.at("/after/revisions/0/event").asText()).isEqualTo("published");
        assertThat(failureOf(approveLater("four-1", "bob"))).as("done once").contains("Nothing is proposed");
    }

    @Test
    void editInBetweenVoidsTheProposal() {
        put("four-2", "Trial").then().statusCode(201);
        publish("four-2").then().statusCode(202);
        put("four-2", "Other").then().statusCode(200);
        assertThat(failureOf(approveLater("four-2", "bob"))).contains("Nothing is proposed");
        assertThat(state("four-2")).isEqualTo("draft");
    }

    @Test
    void changeOfWhatIsOutIsAProposal_takingItBackIsNot() {
        put("four-3", "Trial").then().statusCode(201);
        publish("four-3").then().statusCode(202);
        approve("four-3", "bob");
        put("four-3", "Changed").then().statusCode(202).body("title", equalTo("Trial"));
        approve("four-3", "bob");
        given().get("/v1/updates/four-3").then().body("title", equalTo("Changed"));
        given().post("/v1/updates/four-3/pause").then().statusCode(200).body("revisions.event", hasItems("paused"));
        given().post("/v1/updates/four-3/resume").then().statusCode(202);
        assertThat(state("four-3")).isEqualTo("paused");
    }

    @Test
    void proposalIsForTheEyesOfItsTenant() {
        Actor stranger = new Actor("north", "carol");
        put("four-4", "Ours").then().statusCode(201);
        updates.request(new Edit("four-4", null, stranger), new Change.Edited(draft("four-4")))
                .await()
                .atMost(Duration.ofSeconds(10));
        publish("four-4").then().statusCode(202);
        assertThat(failureOf(updates.approve(new Edit("four-4", null, stranger))))
                .contains("Nothing is proposed");
        updates.request(new Edit("four-4", null, stranger), new Change.Stepped(Publication.Step.PUBLISH))
                .await()
                .atMost(Duration.ofSeconds(10));
        approve("four-4", "bob");
        assertThat(state("four-4")).isEqualTo("published");
        assertThat(updates.current("north").update("four-4").orElseThrow().revisions())
                .as("theirs still waits")
                .isEmpty();
        given().post("/v1/updates/four-4/withdraw").then().statusCode(200);
    }

    private static Update draft(String id) {
        return Faults.oneOf(
                id,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("kind", "hotfix")
                        .put("distribution", "in-console"));
    }

    @Test
    void importNeedsAnAdmin() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/updates/import")
                .then()
                .statusCode(403);
    }

    private List<Entry> entries(String subject) {
        return audit.after(0, 10_000).await().atMost(Duration.ofSeconds(10)).stream()
                .filter(entry -> entry.subject().equals(subject))
                .toList();
    }

    private String state(String id) {
        return Publication.of(
                        updates.current("default").update(id).orElseThrow(),
                        updates.live().asOf())
                .wireName();
    }

    private Written approve(String id, String who) {
        return approveLater(id, who).await().atMost(Duration.ofSeconds(10));
    }

    private Uni<Written> approveLater(String id, String who) {
        return updates.approve(new Edit(id, null, new Actor("default", who)));
    }

    private static String failureOf(Uni<Written> change) {
        try {
            change.await().atMost(Duration.ofSeconds(10));
            return "";
        } catch (Problem problem) {
            return problem.detail();
        }
    }

    private static Response put(String id, String title) {
        return given().contentType(ContentType.JSON)
                .body("{\"id\": \"" + id + "\", \"title\": \"" + title
                        + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}")
                .put("/v1/updates/" + id);
    }

    private static Response publish(String id) {
        return given().post("/v1/updates/" + id + "/publish");
    }
}
