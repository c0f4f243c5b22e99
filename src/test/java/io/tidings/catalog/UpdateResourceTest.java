package io.tidings.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestSecurity(
        user = "alice",
        roles = {"viewer", "publisher"})
class UpdateResourceTest {

    private static final Path REAL = Path.of("../shared/configmgr/catalog.json");

    @Inject
    Updates updates;

    @Test
    void realCatalogReadsBackEqual_andASecondImportChangesNothing() throws Exception {
        byte[] document = Files.readAllBytes(REAL);
        importOf(document).then().statusCode(200).body("releases", equalTo(30));
        long epoch = updates.epoch();
        assertThat(updates.current("default").updates())
                .containsAll(CatalogImport.read(new ObjectMapper().readTree(document))
                        .updates());

        importOf(document)
                .then()
                .statusCode(200)
                .body("added.size()", equalTo(0))
                .body("changed.size()", equalTo(0))
                .body("unchanged", greaterThan(130));
        assertThat(updates.epoch()).isEqualTo(epoch);
    }

    @Test
    void documentWithFaultsChangesNothing_andAllFaultsAreNamed() {
        long before = updates.epoch();
        String document =
                """
                {"versions": [{"version": "9901", "full_version": "abc", "availability_date": "2099-01-01",
                               "support_end_date": "2100-02-30"}],
                 "updates": [{"id": "self", "type": "hotfix", "applies_to": ["9901"], "replaces": ["self"]},
                             {"id": "dangling", "type": "nonsense", "applies_to": ["0000"]}]}""";
        importOf(document.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/versions/0/full_version", "/versions/0/support_end_date"))
                .body("count", greaterThan(2));
        assertThat(updates.epoch()).isEqualTo(before);
        assertThat(updates.current("default").update("dangling")).isEmpty();
    }

    @Test
    void lifeOfAnUpdateGoesOnlyAlongLegalSteps() {
        put("life-1", draft("life-1")).then().statusCode(201).header("ETag", "\"r1\"");
        post("life-1", "resume").then().statusCode(409).body("detail", containsString("is draft"));
        post("life-1", "publish").then().statusCode(200).body("revisions[0].event", equalTo("published"));
        post("life-1", "publish").then().statusCode(409);
        post("life-1", "pause").then().statusCode(200);
        post("life-1", "resume").then().statusCode(200);
        post("life-1", "withdraw").then().statusCode(200);
        post("life-1", "publish").then().statusCode(200).body("revisions.event", hasItems("revoked", "republished"));
        post("life-1", "expire").then().statusCode(200);
        post("life-1", "publish").then().statusCode(409).body("detail", containsString("is expired"));
        given().get("/v1/updates/life-1").then().statusCode(200).header("ETag", "\"r7\"");
    }

    @Test
    void secondEditorIsToldThatTheUpdateChanged() {
        put("edit-1", draft("edit-1")).then().statusCode(201);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"r1\"")
                .body(draft("edit-1").replace("Trial", "First"))
                .put("/v1/updates/edit-1")
                .then()
                .statusCode(200)
                .header("ETag", "\"r2\"");
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"r1\"")
                .body(draft("edit-1").replace("Trial", "Second"))
                .put("/v1/updates/edit-1")
                .then()
                .statusCode(412);
        given().get("/v1/updates/edit-1").then().body("title", equalTo("First"));
    }

    @Test
    void everyChangeIsAnEpoch_andTheLiveCatalogHoldsIt() {
        long before = updates.epoch();
        put("epoch-1", draft("epoch-1")).then().statusCode(201);
        assertThat(updates.epoch()).isEqualTo(before + 1);
        assertThat(updates.current("default").update("epoch-1")).isPresent();
    }

    @Test
    void listIsPagedByCursor() {
        put("page-1", draft("page-1")).then().statusCode(201);
        put("page-2", draft("page-2")).then().statusCode(201);
        Response first = given().get("/v1/updates?limit=1");
        first.then().statusCode(200).body("updates.size()", equalTo(1));
        String next = first.path("next");
        given().get("/v1/updates?limit=1000&after=" + next)
                .then()
                .statusCode(200)
                .body("updates.id", not(hasItems(next)))
                .body("updates.id", hasItems("page-2"));
        given().get("/v1/updates?limit=0").then().statusCode(400);
    }

    @Test
    void wrongDraftIsRefusedWithPointers() {
        put("bad-1", "{\"id\": \"other\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/id"));
        put("bad-2", "{\"id\": \"bad-2\", \"kind\": \"cake\"}").then().statusCode(422);
        given().get("/v1/updates/bad-1").then().statusCode(404);
    }

    @Test
    void listIsFilteredAndSorted() {
        put("zz-sort-b", draft("zz-sort-b").replace("Trial", "sorted one"))
                .then()
                .statusCode(201);
        put("zz-sort-a", draft("zz-sort-a").replace("Trial", "sorted two"))
                .then()
                .statusCode(201);
        post("zz-sort-a", "publish").then().statusCode(200);
        list("text=SORT&sort=id").body("updates.id", contains("zz-sort-a", "zz-sort-b"));
        list("text=sort&sort=-id").body("updates.id", contains("zz-sort-b", "zz-sort-a"));
        list("text=sort&sort=-id&limit=1")
                .body("updates.id", contains("zz-sort-b"))
                .body("next", equalTo("zz-sort-b"));
        list("text=sort&sort=-id&limit=1&after=zz-sort-b").body("updates.id", contains("zz-sort-a"));
        list("text=sort&state=published").body("updates.id", contains("zz-sort-a"));
        list("text=sort&kind=rollup").body("updates.id", empty());
        given().get("/v1/updates?sort=color").then().statusCode(400);
        given().get("/v1/updates?state=lost").then().statusCode(400);
        given().get("/v1/updates?kind=cake").then().statusCode(400);
        given().get("/v1/updates?after=nobody").then().statusCode(400);
    }

    private static ValidatableResponse list(String query) {
        return given().get("/v1/updates?" + query).then().statusCode(200);
    }

    @Test
    @TestSecurity(
            user = "eve",
            roles = {"viewer", "publisher"},
            attributes = @SecurityAttribute(key = "tidings.tenant", value = "other"))
    void anotherTenantChangesItsOwn() {
        long before = updates.epoch();
        put("tenant-1", draft("tenant-1")).then().statusCode(201);
        post("tenant-1", "publish").then().statusCode(200);
        post("tenant-1", "withdraw").then().statusCode(200).header("ETag", "\"r3\"");
        assertThat(updates.epoch()).as("one number for all").isEqualTo(before + 3);
        assertThat(updates.current("other").update("tenant-1")).isPresent();
        assertThat(updates.current("default").update("tenant-1")).isEmpty();
        assertThat(given().get("/v1/updates?text=life-1").jsonPath().getList("updates"))
                .isEmpty();
    }

    @Test
    void brokenHaltRulePausesThePublicationOnce() {
        put("halt-1", draft("halt-1")).then().statusCode(201);
        roll("halt-1", "{\"halt\": {\"failures\": 3}}").then().statusCode(200);
        post("halt-1", "publish").then().statusCode(200);
        assertThat(updates.outcome("default", "halt-1", 100, 2).await().indefinitely())
                .isFalse();
        assertThat(updates.outcome("default", "halt-1", 100, 3).await().indefinitely())
                .isTrue();
        assertThat(updates.outcome("default", "halt-1", 100, 4).await().indefinitely())
                .as("halted already")
                .isFalse();
        given().get("/v1/updates/halt-1/rollout").then().body("holds.cause", contains("halted"));
        given().get("/v1/audit?limit=20")
                .then()
                .body("entries.find { it.action == 'catalog.halt' }.actor", equalTo("the program"));
    }

    @Test
    void changeAndItsEntryOfTheAuditAreOne() {
        put("audit-1", draft("audit-1")).then().statusCode(201);
        put("audit-1", draft("audit-1").replace("Trial", "After")).then().statusCode(200);
        Response newest = given().get("/v1/audit?limit=1");
        newest.then()
                .body("entries[0].action", equalTo("catalog.edit"))
                .body("entries[0].actor", equalTo("alice"))
                .body("entries[0].subject", equalTo("audit-1"));
        JsonPath detail = JsonPath.from(newest.<String>path("entries[0].detail"));
        assertThat(detail.getString("before.title")).isEqualTo("Trial");
        assertThat(detail.getString("after.title")).isEqualTo("After");
        String number = newest.path("entries[0].number").toString();
        put("audit-1", draft("other")).then().statusCode(422);
        post("audit-1", "resume").then().statusCode(409);
        assertThat(given().get("/v1/audit?limit=1").path("entries[0].number").toString())
                .as("what was not done is not told")
                .isEqualTo(number);
    }

    @Test
    void rolloutIsPlannedShownAndHeldByAPause() {
        put("roll-1", draft("roll-1")).then().statusCode(201);
        given().get("/v1/updates/roll-1/rollout").then().statusCode(204);
        roll("roll-1", "{\"steps\": [{\"at\": \"soon\", \"percent\": 101}]}")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/steps/0/at", "/steps/0/percent"));
        roll("roll-1", "{\"floors\": [\"0001\"]}").then().statusCode(422);
        String plan = "{\"steps\": [{\"at\": \"2020-01-01T00:00:00Z\", \"percent\": 5},"
                + " {\"at\": \"2090-01-01T00:00:00Z\", \"percent\": 100}]}";
        roll("roll-1", plan).then().statusCode(200).header("ETag", "\"r2\"");
        post("roll-1", "publish").then().statusCode(200).body("rollout.steps.size()", equalTo(2));
        roll("roll-1", plan.replace("\"percent\": 5", "\"percent\": 4")).then().statusCode(409);
        post("roll-1", "pause").then().statusCode(200);
        given().get("/v1/updates/roll-1/rollout")
                .then()
                .statusCode(200)
                .body("reached.percent", equalTo(5))
                .body("reached.held", equalTo(true))
                .body("openings.size()", equalTo(1));
        post("roll-1", "resume").then().statusCode(200);
        given().get("/v1/updates/roll-1/rollout").then().body("openings.size()", equalTo(2));
        given().header("If-Match", "\"r1\"")
                .delete("/v1/updates/roll-1/rollout")
                .then()
                .statusCode(412);
        given().delete("/v1/updates/roll-1/rollout").then().statusCode(204);
        put("roll-1", draft("roll-1")).then().statusCode(200).body("revisions.event", hasItems("paused", "resumed"));
    }

    private static Response roll(String id, String rollout) {
        return given().contentType(ContentType.JSON).body(rollout).put("/v1/updates/" + id + "/rollout");
    }

    @Test
    @TestSecurity(user = "viewer", roles = "viewer")
    void viewerMayNotChangeAnything() {
        put("view-1", draft("view-1")).then().statusCode(403);
        post("view-1", "publish").then().statusCode(403);
        importOf("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)).then().statusCode(403);
    }

    private static String draft(String id) {
        return "{\"id\": \"" + id + "\", \"title\": \"Trial\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}";
    }

    private static Response put(String id, String document) {
        return given().contentType(ContentType.JSON).body(document).put("/v1/updates/" + id);
    }

    private static Response post(String id, String step) {
        return given().post("/v1/updates/" + id + "/" + step);
    }

    private static Response importOf(byte[] document) {
        return given().contentType(ContentType.JSON).body(document).post("/v1/updates/import");
    }
}
