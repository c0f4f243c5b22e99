package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.access.Login;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.relevance.Offers;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PollTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Offers offers;

    @Inject
    Editions editions;

    @Inject
    Pool pool;

    @BeforeEach
    void importRealCatalog() {
        Asker.importRealCatalog();
    }

    @Test
    void whoHasTheEditionIsToldSoWithoutABody() {
        Asker asker = Asker.having(hierarchies, "37864969");
        Response whole = asker.poll();
        whole.then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept-Encoding, Authorization")
                .header("Next-Check", notNullValue())
                .header("Age", nullValue());
        Response again = asker.poll("\"of-another\", W/" + whole.header("ETag"));
        again.then()
                .statusCode(304)
                .header("ETag", whole.header("ETag"))
                .header("Next-Check", whole.header("Next-Check"));
        assertThat(again.asByteArray()).isEmpty();
        asker.poll("nonsense\"").then().statusCode(200);
        asker.asked()
                .head(asker.updates())
                .then()
                .statusCode(200)
                .header("ETag", whole.header("ETag"))
                .header("Content-Length", whole.header("Content-Length"));
    }

    @Test
    void onceAskedForItIsKnownByHeart() {
        Asker asker = Asker.having(hierarchies);
        long number = asker.poll().jsonPath().getLong("edition");
        assertThat(editions.known(asker.id()))
                .isNotNull()
                .extracting(Edition::number)
                .isEqualTo(number);
    }

    @Test
    void aMoveIsHeardOfWithinASecond() {
        Asker asker = Asker.having(hierarchies);
        String before = asker.tag();
        asker.report("37864969");
        Instant moved = Instant.now();
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> {
            Response now = asker.poll();
            return now.statusCode() == 200 && !now.header("ETag").equals(before);
        });
        assertThat(Duration.between(moved, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aMoveThatNobodySignalledIsSeenAtTheNextLook() {
        Asker asker = Asker.having(hierarchies);
        Asker other = Asker.having(hierarchies, "37864969");
        assertThat(asker.tag()).isNotEqualTo(other.tag());
        // as the intake writes it, but silently
        pool.preparedQuery("update hierarchy set moved_in = pg_current_xact_id(),"
                        + " standing = (select standing from hierarchy where id = $2) where id = $1")
                .execute(Tuple.of(asker.id(), other.id()))
                .await()
                .atMost(PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> asker.tag().equals(other.tag()));
    }

    @Test
    void anEpochThatChangesNothingForItKeepsItsEdition() {
        Asker asker = Asker.having(hierarchies, "37864969");
        String tag = asker.tag();
        long before = epochServed(asker);
        // a draft is offered to nobody
        given().header("Authorization", Login.bearer())
                .contentType("application/json")
                .body("{\"id\": \"poll-1\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}")
                .put("/v1/updates/poll-1")
                .then()
                .statusCode(201);
        Awaitility.await().atMost(PATIENCE).until(() -> epochServed(asker) > before);
        asker.poll(tag).then().statusCode(304);
    }

    private long epochServed(Asker asker) {
        asker.poll();
        Edition known = editions.known(asker.id());
        return known == null ? 0 : known.epoch();
    }

    @Test
    void anErasedHierarchyIsForgotten() {
        Asker asker = Asker.having(hierarchies);
        hierarchies.erase(asker.id(), "test").await().atMost(PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> editions.known(asker.id()) == null);
    }

    @Test
    void changesLeadFromOneEditionToTheOther() {
        Asker asker = Asker.having(hierarchies);
        JsonPath before = asker.poll().jsonPath();
        asker.report("37864969");
        Awaitility.await().atMost(PATIENCE).until(() -> {
            Response now = asker.poll();
            return now.statusCode() == 200 && now.jsonPath().getLong("edition") != before.getLong("edition");
        });
        JsonPath after = asker.poll().jsonPath();
        JsonPath changes = asker.get(asker.updates() + "?since=" + before.getLong("edition"))
                .then()
                .statusCode(200)
                .body("full", equalTo(false))
                .extract()
                .jsonPath();
        List<Object> walked = new ArrayList<>(before.getList("updates.id"));
        walked.removeAll(changes.getList("removed"));
        walked.addAll(changes.getList("added.id"));
        assertThat(walked).containsExactlyInAnyOrderElementsOf(after.getList("updates.id"));
        assertThat(changes.getLong("edition")).isEqualTo(after.getLong("edition"));
        asker.get(asker.updates() + "?since=" + after.getLong("edition"))
                .then()
                .body("added.size()", equalTo(0))
                .body("changed.size()", equalTo(0))
                .body("removed.size()", equalTo(0));
    }

    @Test
    void whatIsOfferedInOtherWordsIsAmongTheChanges() {
        Asker asker = Asker.having(hierarchies);
        operator("PUT", "poll-2", "{\"title\": \"Before\", ");
        operator("POST", "poll-2/publish", "");
        Awaitility.await().atMost(PATIENCE).until(() -> asker.poll().asString().contains("\"Before\""));
        long before = asker.poll().jsonPath().getLong("edition");
        operator("PUT", "poll-2", "{\"title\": \"After\", ");
        Awaitility.await().atMost(PATIENCE).until(() -> asker.poll().asString().contains("\"After\""));
        asker.get(asker.updates() + "?since=" + before)
                .then()
                .statusCode(200)
                .body("full", equalTo(false))
                .body("added.id", empty())
                .body("changed.id", equalTo(List.of("poll-2")))
                .body("changed.title", equalTo(List.of("After")))
                .body("removed", empty());
        operator("POST", "poll-2/withdraw", "");
    }

    private static void operator(String method, String path, String draft) {
        RequestSpecification request = given().header("Authorization", Login.bearer());
        Response answer = draft.isEmpty()
                ? request.request(method, "/v1/updates/" + path)
                : request.contentType("application/json")
                        .body(draft + "\"id\": \"" + path
                                + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}")
                        .request(method, "/v1/updates/" + path);
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
    }

    @Test
    void sinceWhatNobodyKnowsIsEverything() {
        Asker asker = Asker.having(hierarchies);
        int all = asker.poll().jsonPath().getList("updates").size();
        for (String unknown : List.of("0", "999999999999", "18446744073709551615")) {
            asker.get(asker.updates() + "?since=" + unknown)
                    .then()
                    .statusCode(200)
                    .body(containsString("\"since\":" + unknown + ","))
                    .body("full", equalTo(true))
                    .body("added.size()", equalTo(all));
        }
        for (String broken : List.of("-1", "soon", "1e3")) {
            asker.get(asker.updates() + "?since=" + broken).then().statusCode(400);
        }
    }

    @Test
    void whoHasNotReportedIsAskedToComeAgain() {
        Asker.enrolled(hierarchies).poll().then().statusCode(404).header("Retry-After", "2");
    }

    @Test
    void compressedIsAnotherTagAndTheSameWords() {
        Asker asker = Asker.having(hierarchies);
        Response compressed = given().header("Authorization", asker.bearer())
                .header("Accept-Encoding", "gzip")
                .get(asker.updates());
        compressed.then().statusCode(200).header("Content-Encoding", "gzip");
        assertThat(compressed.header("ETag")).endsWith("-gzip\"").isNotEqualTo(asker.tag());
        assertThat(compressed.asString()).isEqualTo(asker.poll().asString());
    }
}
