package io.tidings.notice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.access.Login;
import io.tidings.catalog.PublicCatalog;
import io.tidings.delivery.Reported;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.hierarchy.StandingId;
import io.tidings.relevance.Offers;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators say, and what the catalog has to tell. */
@QuarkusTest
class MessageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Offers offers;

    @Inject
    Pool pool;

    @BeforeEach
    void importRealCatalog() {
        given().header("Authorization", Login.bearer())
                .contentType("application/json")
                .body(PublicCatalog.document().toString())
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
    }

    @Test
    void operatorsTellOneOrThoseThatFit() {
        Hearer here = reported();
        Hearer there = reported();
        String word = UUID.randomUUID().toString();
        send("{\"text\": \"one " + word + "\", \"to\": {\"hierarchyId\": \"" + here.id() + "\"}}");
        send("{\"text\": \"all " + word + "\", \"kind\": \"service-configuration-changed\"}");
        send("{\"text\": \"no " + word + "\", \"to\": {\"mode\": \"offline\"}}");
        send("{\"text\": \"fit " + word + "\", \"to\": {\"mode\": \"online\", \"branch\": \"current\"}}");
        Awaitility.await().atMost(PATIENCE).until(() -> there.texts().contains("fit " + word));
        assertThat(here.texts()).contains("one " + word, "all " + word).doesNotContain("no " + word);
        assertThat(there.texts()).contains("all " + word).doesNotContain("one " + word, "no " + word);
        there.list("").then().body("notices.find { it.text == 'all " + word + "' }.severity", equalTo("warning"));
    }

    @Test
    void whoHasNotReportedHearsWhatIsSaidToItAndToAll() {
        Hearer silent = Hearer.enrolled();
        String word = UUID.randomUUID().toString();
        send("{\"text\": \"one " + word + "\", \"to\": {\"hierarchyId\": \"" + silent.id() + "\"}}");
        send("{\"text\": \"both " + word + "\", \"to\": {\"mode\": \"online\", \"hierarchyId\": \"" + silent.id()
                + "\"}}");
        send("{\"text\": \"fit " + word + "\", \"to\": {\"mode\": \"online\"}}");
        send("{\"text\": \"all " + word + "\"}");
        send("{\"text\": \"every " + word + "\", \"to\": {}}");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(silent.texts())
                .containsExactly("one " + word, "all " + word, "every " + word));
    }

    @Test
    void aMessageToOneThatNobodyKnowsIsRefused() {
        String message = "{\"text\": \"a\", \"to\": {\"hierarchyId\": \"" + "A".repeat(43) + "\"}}";
        posted(message).then().statusCode(404).body("errors[0].pointer", equalTo("/to/hierarchyId"));
    }

    @Test
    void aMessageThatSaysNothingIsRefused() {
        for (String broken : List.of(
                "{}",
                "{\"text\": \" \"}",
                // a notice with it could not be kept, and all that come after it would wait
                "{\"text\": \"a\\u0000\"}",
                "{\"text\": \"a\", \"to\": {\"hierarchyId\": \"\\u0000\"}}",
                "{\"text\": \"a\", \"kind\": \"secret-expiring\"}")) {
            posted(broken).then().statusCode(422);
        }
    }

    @Test
    void newOffersAndWithdrawnUpdatesAreTold() {
        String update = "notice-" + UUID.randomUUID();
        Hearer offered = reported();
        Hearer has = reported(update);
        awaitLook();
        operator("PUT", update, "");
        operator("POST", update, "/publish");
        Awaitility.await().atMost(PATIENCE).until(() -> offered.texts().stream()
                .anyMatch(text -> text.contains("New on offer: " + update)));
        assertThat(has.texts()).noneMatch(text -> text.contains(update));
        operator("POST", update, "/withdraw");
        Awaitility.await().atMost(PATIENCE).until(() -> has.texts().stream()
                .anyMatch(text -> text.contains(update + " is installed")));
        assertThat(offered.texts()).noneMatch(text -> text.contains("is installed"));
        Hearer late = reported(update);
        Awaitility.await().atMost(PATIENCE).until(() -> late.texts().stream()
                .anyMatch(text -> text.contains(update + " is installed")));
        Hearer first = reported(update, "another-" + update);
        Awaitility.await().atMost(PATIENCE).until(() -> first.texts().stream()
                .anyMatch(text -> text.contains(update + " is installed")));
    }

    /** Not of its first offers, for it has just come; of what comes next as everybody is. */
    @Test
    void whoCameAfterTheLastLookIsToldWhatIsPublishedNext() {
        String update = "notice-" + UUID.randomUUID();
        operator("PUT", update, "");
        awaitLook();
        Hearer alone = reported("only-" + update);
        awaitSeen(alone);
        operator("POST", update, "/publish");
        Awaitility.await().atMost(PATIENCE).until(() -> alone.texts().stream()
                .anyMatch(text -> text.contains("New on offer: " + update)));
        assertThat(alone.texts()).hasSize(1);
    }

    private void awaitSeen(Hearer point) {
        StandingId standing =
                hierarchies.standingOf(point.id()).await().atMost(PATIENCE).orElseThrow();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> pool.preparedQuery("select from notice_offer where standing = $1")
                                .execute(Tuple.of(Buffer.buffer(standing.bytes())))
                                .await()
                                .atMost(PATIENCE)
                                .size()
                        > 0);
    }

    /** A standing must have been looked at before what it is offered can grow. */
    private void awaitLook() {
        String other = "look-" + UUID.randomUUID();
        operator("PUT", other, "");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> pool.query(
                                        "select from notice_watch, relevance_live, catalog_epoch where notice_watch.epoch = relevance_live.epoch"
                                                + " and number = notice_watch.epoch and cause like '%" + other + "%'")
                                .execute()
                                .await()
                                .atMost(PATIENCE)
                                .size()
                        > 0);
    }

    private static void operator(String method, String update, String step) {
        String draft = "{\"id\": \"" + update + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}";
        RequestSpecification request =
                given().header("Authorization", Login.bearer()).contentType("application/json");
        Response answer = method.equals("PUT")
                ? request.body(draft).put("/v1/updates/" + update)
                : request.post("/v1/updates/" + update + step);
        assertThat(answer.statusCode()).isBetween(200, 201);
    }

    private Hearer reported(String... installed) {
        Hearer point = Hearer.enrolled();
        hierarchies
                .observe(List.of(Reported.having(point.id(), installed)))
                .await()
                .atMost(PATIENCE);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> offers.current(point.id()).await().atMost(PATIENCE).isPresent());
        return point;
    }

    private static void send(String message) {
        posted(message).then().statusCode(202);
    }

    private static Response posted(String message) {
        return given().header("Authorization", Login.bearer())
                .contentType("application/json")
                .body(message)
                .post("/v1/notices");
    }
}
