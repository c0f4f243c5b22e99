package io.tidings.relevance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
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
            var answer =
                    ask(outcome.question().toString()).statusCode(200).extract().as(JsonNode.class);
            assertThat(DocumentedOutcome.texts(answer.get("offered")))
                    .as(outcome.toString())
                    .isEqualTo(outcome.expected("offered"));
        }
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
