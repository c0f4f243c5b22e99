package io.tidings.delivery;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.access.Login;
import io.tidings.access.OtherTenant;
import java.util.List;

/** What an operator of one tenant does with one update, over HTTP; another tenant may have one of the same id. */
record TenantUpdate(String operator, String id) {

    private static final String RELEASE =
            """
            {"versions": [{"version": "2509", "full_version": "5.00.9141.1000", "availability_date": "2025-01-01",
                           "ga_date": "2025-01-01", "support_end_date": "2090-01-01"}], "updates": []}""";

    /** Of the owner of the installation, who has the real catalog. */
    static TenantUpdate ours(String id) {
        Asker.importRealCatalog();
        return new TenantUpdate(Login.bearer(), id);
    }

    /** Of a tenant whose catalog holds a single release. */
    static TenantUpdate theirs(String id) {
        TenantUpdate theirs = new TenantUpdate(OtherTenant.admin("north"), id);
        theirs.importAll(RELEASE).then().statusCode(200);
        return theirs;
    }

    Response importAll(String document) {
        return asked().body(document).post("/v1/updates/import");
    }

    Response draft(String title, String more) {
        return asked().body(
                        "{\"id\": \"" + id + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\", \"title\": \""
                                + title + "\"" + (more.isEmpty() ? "" : ", ") + more + "}")
                .put("/v1/updates/" + id);
    }

    void publish(String title, String more) {
        draft(title, more).then().statusCode(201);
        step("publish").then().statusCode(200);
    }

    Response step(String step) {
        return asked().body("{}").post("/v1/updates/" + id + "/" + step);
    }

    Response read(String below) {
        return asked().get("/v1/updates/" + id + below);
    }

    List<String> listed(String state) {
        return asked().get("/v1/updates?state=" + state + "&text=" + id)
                .jsonPath()
                .getList("updates.id");
    }

    /** What the audit says of it. */
    List<String> audited() {
        return asked().get("/v1/audit?limit=50")
                .jsonPath()
                .getList("entries.findAll { it.subject == '" + id + "' }.detail");
    }

    Response upload(byte[] content) {
        return given().header("Authorization", operator)
                .contentType("application/octet-stream")
                .body(content)
                .post("/v1/content");
    }

    Response fetch(String sha256) {
        return asked().get("/v1/content/" + sha256);
    }

    RequestSpecification asked() {
        return given().header("Authorization", operator).contentType("application/json");
    }
}
