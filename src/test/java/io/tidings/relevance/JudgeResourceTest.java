package io.tidings.relevance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidings.catalog.PublicCatalog;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(
        user = "olga",
        roles = {"viewer", "publisher"})
class JudgeResourceTest {

    @BeforeEach
    void importRealCatalog() {
        given().contentType(ContentType.JSON)
                .body(PublicCatalog.document().toString())
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
    }

    @Test
    void everyDocumentedOutcomeHoldsOverHttp() {
        for (var outcome : DocumentedOutcomesTest.sites()) {
            var answer = answer(outcome.question());
            var offered = DocumentedOutcome.texts(answer.get("offered"));
            assertThat(offered).as(outcome.toString()).isEqualTo(outcome.expected("offered"));
            assertThat(offered).as(outcome.toString()).noneMatch(id -> outcome.notOffered()
                    .contains(id));
            if (!outcome.row().path("kind").asText().equals("tool")) {
                isAsDocumented(answer, outcome, "superseded_by_published");
                isAsDocumented(answer, outcome, "hidden_superseded_by_installed");
            }
        }
    }

    private static void isAsDocumented(JsonNode answer, DocumentedOutcome outcome, String list) {
        assertThat(DocumentedOutcome.texts(answer.get(list)))
                .as(outcome + ", " + list)
                .isEqualTo(outcome.expected(list));
    }

    /** As the table of the documents: superseded rows are shown until a successor is installed (FACTS 11). */
    @Test
    void everyDocumentedChainHoldsOverHttp() {
        var outcomes = DocumentedOutcomesTest.chains();
        var chain = outcomes.getFirst().chain();
        publish(chain);
        try {
            for (var outcome : outcomes) {
                assertThat(outcome.chain()).isEqualTo(chain);
                var answer = answer(chainQuestion(outcome));
                var shown = DocumentedOutcome.texts(answer.get("offered"));
                shown.addAll(DocumentedOutcome.texts(answer.get("superseded_by_published")));
                assertThat(shown).as(outcome.toString()).isEqualTo(outcome.expected("offered"));
                isAsDocumented(answer, outcome, "hidden_superseded_by_installed");
                assertThat(answer.get("verdicts"))
                        .filteredOn(verdict -> verdict.get("verdict").asText().equals("already-installed"))
                        .extracting(verdict -> verdict.get("update").asText())
                        .containsExactlyInAnyOrderElementsOf(
                                DocumentedOutcome.texts(outcome.row().path("expect_installed_view")));
            }
        } finally {
            chain.forEach(id -> step(id, "withdraw"));
        }
    }

    private static ObjectNode chainQuestion(DocumentedOutcome outcome) {
        var question = JsonNodeFactory.instance.objectNode().put("features", false);
        question.putObject("site")
                .put("version", "2509")
                .set("installed", outcome.row().path("site").path("installed"));
        question.set("universe", outcome.row().path("chain"));
        return question;
    }

    /** Each replaces the one before it. */
    private static void publish(List<String> chain) {
        for (int i = 0; i < chain.size(); i++) {
            var draft = JsonNodeFactory.instance
                    .objectNode()
                    .put("id", chain.get(i))
                    .put("kind", "hotfix")
                    .put("distribution", "in-console");
            if (i > 0) {
                draft.putArray("replaces").add(chain.get(i - 1));
            }
            given().contentType(ContentType.JSON)
                    .body(draft.toString())
                    .put("/v1/updates/" + chain.get(i))
                    .then()
                    .statusCode(201);
            step(chain.get(i), "publish");
        }
    }

    private static void step(String id, String step) {
        given().post("/v1/updates/" + id + "/" + step).then().statusCode(200);
    }

    @Test
    void everySwitchThatTakesAllHotfixesIsAnsweredOverHttp() {
        for (var outcome : DocumentedOutcomesTest.placeholders()) {
            assertThat(DocumentedOutcome.texts(answer(outcome.question()).get("offered")))
                    .contains("4490434", "27863823", "38982839")
                    .noneMatch(id -> id.startsWith("FEATURE"))
                    .hasSizeGreaterThan(40);
        }
    }

    private static JsonNode answer(ObjectNode question) {
        return ask(question.toString()).statusCode(200).extract().as(JsonNode.class);
    }

    @Test
    void verdictNamesFactNeedAndDocument() {
        ask("""
                {"site": {"version": "2409", "installed": []}, "asOf": "2025-10-20", "universe": ["35360093"], "features": false}
                """)
                .statusCode(200)
                .body("verdicts[0].verdict", equalTo("not-applicable"))
                .body("verdicts[0].reason", equalTo("needs-prerequisite"))
                .body("verdicts[0].required", equalTo("30385346"))
                .body("verdicts[0].remedy", containsString("install 30385346 first"))
                .body("verdicts[0].sources[0].document", containsString("35360093.md"));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        List<String> pointers =
                ask("""
                {"site": {"version": "4711", "package_guid": "x", "branch": "oak"}, "asOf": "soon", "universe": ["1"]}
                """)
                        .statusCode(422)
                        .extract()
                        .path("errors.pointer");
        assertThat(pointers)
                .containsExactlyInAnyOrder("/site/version", "/site/package_guid", "/site/branch", "/asOf", "/universe");
    }

    @Test
    void questionWithoutSiteIsRefused() {
        ask("{}").statusCode(422).body("errors.pointer", hasItem("/site"));
        ask("[]").statusCode(422);
        ask("{").statusCode(400);
    }

    private static ValidatableResponse ask(String question) {
        return given().contentType(ContentType.JSON)
                .body(question)
                .post("/v1/relevance/judge")
                .then();
    }
}
