package io.tidings.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemsTest {

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nothing-here           | 404 | not-found",
                "GET    | /trial/nothing-here     | 404 | not-found",
                "GET    | /q/nothing-here         | 404 | not-found",
                "POST   | /nothing-here           | 404 | not-found",
                "GET    | /problems/unheard-of    | 404 | not-found",
                "POST   | /q/openapi              | 405 | method-not-allowed",
                "DELETE | /trial                  | 405 | method-not-allowed",
                "GET    | /trial?limit=10         | 400 | invalid-parameter",
                "GET    | /trial?limit=x          | 400 | invalid-parameter",
                "GET    | /trial/conflict         | 409 | conflict",
                "GET    | /trial/secret           | 401 | unauthenticated",
                "GET    | /trial/fault            | 500 | internal",
                "GET    | /trial/away             | 503 | unavailable",
            })
    void everyRefusalIsAProblem(String method, String path, int status, String slug) {
        check(given().when().request(method, path), status, slug);
    }

    @TestHTTPResource(value = "/nothing-here", management = true)
    @SuppressWarnings("NullAway.Init") // set by the test extension
    URL managed;

    @Test
    void everyRefusalIsAProblem_alsoAtTheOtherPort() {
        Response response = given().get(managed);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("type")).isEqualTo("/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource({"/trial?limit=x&other=1, limit", "/trial?other=1&limit=99999999999, limit", "/trial?limit=1e3, limit"})
    void parameterThatCannotBeReadIsNamed(String path, String name) {
        Response response = given().get(path);
        check(response, 400, "invalid-parameter");
        assertThat(response.jsonPath().<String>getList("errors.parameter")).containsExactly(name);
    }

    @ParameterizedTest(name = "{0} -> {1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                          | 400 | malformed-json | ",
                "not json                                   | 400 | malformed-json | ",
                "[]                                         | 422 | invalid        | ",
                "{\"id\":\"x\"}                             | 422 | invalid        | /id",
                "{\"id\":null}                              | 422 | invalid        | /id",
                "{\"day\":\"x\"}                            | 422 | invalid        | /day",
                "{\"colour\":\"BLUE\"}                      | 422 | invalid        | /colour",
                "{\"parts\":[{\"name\":\"a\"},{\"size\":\"x\"}]} | 422 | invalid   | /parts/1/size",
                "{\"parts\":{}}                             | 422 | invalid        | /parts",
                "{\"refusing\":{\"text\":\"bad\"}}          | 422 | invalid        | /refusing",
                "{\"id\":\"6f0a2c1e-0000-4000-8000-000000000000\",\"parts\":[{\"name\":\" \"}]} | 422 | invalid | /parts/0/name",
            })
    void everyFaultInABodyIsPointedAt(String body, int status, String slug, String pointer) {
        Response response = json().body(body).post("/trial");
        check(response, status, slug);
        if (pointer != null) {
            assertThat(response.jsonPath().<String>getList("errors.pointer")).containsExactly(pointer);
        }
    }

    @Test
    void missingBodyIsAProblem() {
        check(json().post("/trial"), 400, "bad-request");
        check(json().body("null").post("/trial"), 400, "bad-request");
        assertThat(json().post("/trial").asString()).doesNotContain("parameter", "errors");
    }

    @Test
    void valuesSayThemselvesWhatTheyExpect() {
        Response response = json().body("{\"refusing\":{\"text\":\"bad\"}}").post("/trial");
        assertThat(response.jsonPath().getString("errors[0].detail")).isEqualTo("must not be bad");
    }

    @Test
    void choicesAreListed() {
        Response response = json().body("{\"colour\":\"BLUE\"}").post("/trial");
        assertThat(response.jsonPath().getString("errors[0].detail")).isEqualTo("must be one of RED, pale-green");
    }

    @Test
    void otherMediaTypesAreRefused() {
        check(given().contentType("text/plain").body("x").post("/trial"), 415, "unsupported-media-type");
        check(given().accept("image/png").get("/trial"), 406, "not-acceptable");
    }

    @Test
    void allowedMethodsAreNamed() {
        assertThat(given().delete("/trial").header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(given().delete("/trial/fault").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(given().delete("/q/openapi").header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void largeBodyIsRefused() {
        check(json().body(new byte[11 << 20]).post("/trial"), 413, "too-large");
    }

    @Test
    void callersAreToldHowToProveThemselves() {
        assertThat(given().get("/trial/secret").header("WWW-Authenticate")).startsWith("Bearer");
        check(given().header("Authorization", "Bearer nonsense").get("/trial/secret"), 401, "unauthenticated");
    }

    @Test
    void callersAreToldWhenToComeBack() {
        assertThat(given().get("/trial/away").header("Retry-After")).isEqualTo("5");
    }

    @Test
    void faultsShowAnIdAndNothingElse() {
        Response response = given().get("/trial/fault");
        assertThat(response.jsonPath().getString("id")).isNotBlank();
        assertThat(response.asString()).doesNotContain("secret");
    }

    @Test
    void membersAreAdded() {
        assertThat(given().get("/trial/conflict").jsonPath().getString("holder"))
                .isEqualTo("someone");
    }

    @Test
    void headHasNoBody() {
        Response response = given().head("/nothing-here");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.asByteArray()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"not-found, 404", "invalid, 422"})
    void typeLeadsToAPage(String slug, int status) {
        Response page = given().get("/problems/" + slug);
        assertThat(page.jsonPath().getString("type")).isEqualTo("/problems/" + slug);
        assertThat(page.jsonPath().getInt("status")).isEqualTo(status);
    }

    private static RequestSpecification json() {
        return given().contentType("application/json");
    }

    private static void check(Response response, int status, String slug) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertProblem(response);
        assertThat(response.jsonPath().getString("type")).isEqualTo("/problems/" + slug);
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
    }

    private static void assertProblem(Response response) {
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getString("traceId")).matches("[0-9a-f]{32}");
        assertThat(response.jsonPath().getString("instance")).startsWith("/");
        assertThat(response.asString())
                .doesNotContainPattern("(io|java|com|org)\\.[a-z]+\\.|Exception|\\bat [a-z]+\\.");
    }
}
