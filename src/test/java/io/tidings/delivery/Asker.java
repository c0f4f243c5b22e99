package io.tidings.delivery;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.access.ConnectionPoint;
import io.tidings.access.Login;
import io.tidings.catalog.PublicCatalog;
import io.tidings.hierarchy.Hierarchies;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A connection point of a hierarchy on release 2509, enrolled, that asks over HTTP as a stranger would. */
final class Asker {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final RestAssuredConfig PLAIN =
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    private final Hierarchies hierarchies;
    private final String id;
    private final String bearer;

    private Asker(Hierarchies hierarchies, ConnectionPoint point) {
        this.hierarchies = hierarchies;
        this.id = point.hierarchyId();
        this.bearer = point.bearer();
    }

    static void importRealCatalog() {
        given().header("Authorization", Login.bearer())
                .contentType(ContentType.JSON)
                .body(PublicCatalog.document().toString())
                .post("/v1/updates/import")
                .then()
                .statusCode(200);
    }

    /** Enrolled, and nothing reported yet. */
    static Asker enrolled(Hierarchies hierarchies) {
        Login.bearer();
        return new Asker(hierarchies, ConnectionPoint.enrolled());
    }

    /** Enrolled, with these updates installed, and an edition to ask for. */
    static Asker having(Hierarchies hierarchies, String... installed) {
        return reporting(enrolled(hierarchies), installed);
    }

    /** The same in a hierarchy of that operator's tenant. */
    static Asker ofTenant(Hierarchies hierarchies, String operator, String... installed) {
        return reporting(of(hierarchies, ConnectionPoint.ofNewHierarchy().enrol(operator)), installed);
    }

    static Asker of(Hierarchies hierarchies, ConnectionPoint point) {
        return new Asker(hierarchies, point);
    }

    private static Asker reporting(Asker asker, String... installed) {
        asker.report(installed);
        Awaitility.await().atMost(PATIENCE).until(() -> asker.poll().statusCode() == 200);
        return asker;
    }

    String id() {
        return id;
    }

    String bearer() {
        return bearer;
    }

    void report(String... installed) {
        hierarchies.observe(List.of(Reported.having(id, installed))).await().atMost(PATIENCE);
    }

    String updates() {
        return "/v1/hierarchies/" + id + "/updates";
    }

    /** The client of the tests would ask for gzip by itself. */
    RequestSpecification asked() {
        return given().config(PLAIN).header("Authorization", bearer);
    }

    Response get(String path) {
        return asked().get(path);
    }

    Response poll() {
        return get(updates());
    }

    Response poll(String etag) {
        return asked().header("If-None-Match", etag).get(updates());
    }

    String tag() {
        return poll().then().statusCode(200).extract().header("ETag");
    }
}
