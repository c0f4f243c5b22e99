package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.access.ConnectionPoint;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Hierarchies of two tenants: each is offered, handed and told what is its own tenant's. */
@QuarkusTest
class TenantDeliveryTest extends TwoTenants {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Hierarchies hierarchies;

    @Test
    void hierarchiesAreOfferedWhatTheirTenantPublishes() {
        Asker own = Asker.having(hierarchies);
        Asker their = Asker.ofTenant(hierarchies, theirs.operator());
        ours.publish("Ours", "");
        theirs.publish("Theirs", "");
        Awaitility.await().atMost(PATIENCE).until(() -> titles(own).contains("Ours"));
        Awaitility.await().atMost(PATIENCE).until(() -> titles(their).contains("Theirs"));

        assertThat(titles(own)).doesNotContain("Theirs");
        assertThat(titles(their)).doesNotContain("Ours");
        Response offered = their.poll();
        assertThat(offered.jsonPath().<String>getList("updates.id")).allMatch(each -> each.startsWith("tenants-"));
        assertThat(own.tag()).isNotEqualTo(their.tag());
        long ourEdition = own.poll().jsonPath().getLong("edition");
        // an edition that is not theirs is one that nobody knows
        assertThat(their.get(their.updates() + "?since=" + ourEdition).asString())
                .isEqualTo(their.get(their.updates() + "?since=" + Long.MAX_VALUE)
                        .asString()
                        .replace(Long.toString(Long.MAX_VALUE), Long.toString(ourEdition)));

        Response why = their.get(their.updates() + "/" + id + "/why");
        why.then().statusCode(200).body("verdict", equalTo("offered")).body("title", equalTo("Theirs"));
        String standing = "/v1/standings/" + why.path("standing") + "/updates/" + id + "/why";
        ours.asked().get(standing).then().statusCode(404);
        theirs.asked().get(standing).then().statusCode(200).body("title", equalTo("Theirs"));
    }

    @Test
    void aChangeOfOneTenantLeavesTheEditionsOfTheOther() {
        Asker own = Asker.having(hierarchies);
        Asker their = Asker.ofTenant(hierarchies, theirs.operator());
        String before = own.tag();
        theirs.publish("Theirs", "");
        Awaitility.await().atMost(PATIENCE).until(() -> titles(their).contains("Theirs"));
        own.poll(before).then().statusCode(304);
    }

    @Test
    void whoReportedBeforeTheEnrolment_isOfferedWhatTheTenantPublishes() {
        theirs.publish("Theirs", "");
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        hierarchies
                .observe(List.of(Reported.having(point.hierarchyId())))
                .await()
                .atMost(PATIENCE);
        Asker asker = Asker.of(hierarchies, point.enrol(theirs.operator()));
        Awaitility.await().atMost(PATIENCE).until(() -> asker.poll().statusCode() == 200);
        Awaitility.await().atMost(PATIENCE).until(() -> titles(asker).contains("Theirs"));
        asker.report("something");
        Awaitility.await().atMost(PATIENCE).until(() -> titles(asker).contains("Theirs"));
        ours.asked().get("/v1/hierarchies/" + asker.id()).then().statusCode(404);
    }

    @Test
    void contentIsForWhoBroughtIt_andForTheirHierarchies() {
        byte[] content = new byte[1000];
        new Random().nextBytes(content);
        String sha256 = theirs.upload(content).then().statusCode(201).extract().path("sha256");
        Asker own = Asker.having(hierarchies);
        Asker their = Asker.ofTenant(hierarchies, theirs.operator());
        ours.publish("Ours", "\"contents\": [\"" + sha256 + "\"]");
        theirs.publish("Theirs", "\"contents\": [\"" + sha256 + "\"]");
        Awaitility.await().atMost(PATIENCE).until(() -> titles(own).contains("Ours"));
        Awaitility.await().atMost(PATIENCE).until(() -> titles(their).contains("Theirs"));

        theirs.fetch(sha256).then().statusCode(200);
        their.get("/v1/content/" + sha256).then().statusCode(200);
        ours.fetch(sha256).then().statusCode(404);
        own.get("/v1/content/" + sha256).then().statusCode(404);
        // nobody learns that it is there already
        ours.upload(content).then().statusCode(201);
        ours.upload(content).then().statusCode(200);
        ours.fetch(sha256).then().statusCode(200);
        own.get("/v1/content/" + sha256).then().statusCode(200);
    }

    @Test
    void whatATenantTakesBackAndWhatItSays_isHeardByItsOwn() {
        ours.publish("Ours", "");
        theirs.publish("Theirs", "");
        Asker own = Asker.having(hierarchies, id);
        Asker their = Asker.ofTenant(hierarchies, theirs.operator(), id);
        theirs.step("withdraw").then().statusCode(200);
        say(", \"to\": {\"hierarchyId\": \"" + own.id() + "\"}").then().statusCode(404);
        say("").then().statusCode(202);
        Awaitility.await().atMost(PATIENCE).until(() -> heard(their)
                .containsAll(List.of("message", "withdrawn-update-installed")));
        assertThat(heard(own)).isEmpty();
    }

    private Response say(String to) {
        return theirs.asked().body("{\"text\": \"" + id + "\"" + to + "}").post("/v1/notices");
    }

    /** The kinds of the notices that speak of the update. */
    private List<String> heard(Asker asker) {
        return asker.get("/v1/hierarchies/" + asker.id() + "/notices?limit=500")
                .jsonPath()
                .getList("notices.findAll { it.text.contains('" + id + "') }.kind");
    }

    private static List<String> titles(Asker asker) {
        return asker.poll().jsonPath().getList("updates.title");
    }
}
