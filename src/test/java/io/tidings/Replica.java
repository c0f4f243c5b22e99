package io.tidings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** One of several processes of the packaged program, with an operator at its door. */
final class Replica implements AutoCloseable {

    private static final String OPERATOR = "replicas-operator";
    private static final String SECRET = "only-for-this-integration-test";

    private final String name;
    private final ServiceProcess process;
    private final String operator;

    /** Ready when this returns. */
    Replica(String name, Map<String, String> environment) {
        this.name = name;
        Map<String, String> own = new HashMap<>(environment);
        own.put("TIDINGS_CATALOG_EMBEDDED", "true");
        own.put("TIDINGS_ACCESS_OPERATOR_ID", OPERATOR);
        own.put("TIDINGS_ACCESS_OPERATOR_SECRET", SECRET);
        own.put("TIDINGS_ACCESS_ISSUER", "http://replicas.example");
        own.put("TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND", "10000");
        own.put("TIDINGS_ACCESS_LIMIT_IDENTITY_PER_SECOND", "10000");
        own.put("JAVA_TOOL_OPTIONS", "-Xmx256m -XX:TieredStopAtLevel=1");
        this.process = new ServiceProcess(own).awaitReady();
        this.operator = token(OPERATOR, SECRET);
    }

    private RequestSpecification asked() {
        return given().baseUri("http://localhost").port(process.port());
    }

    private RequestSpecification asOperator() {
        return asked().auth().oauth2(operator).contentType(ContentType.JSON);
    }

    /** It signs none before its own key is published, which its readiness does not wait for. */
    private String token(String id, String secret) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> asked().auth()
                                .preemptive()
                                .basic(id, secret)
                                .formParam("grant_type", "client_credentials")
                                .post("/oauth2/token"),
                        answer -> answer.statusCode() == 200)
                .path("access_token");
    }

    Asking enrol() {
        String key = asOperator()
                .body("{}")
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("enrolmentKey");
        String id = Asking.newId();
        Response enrolled = asked().contentType(ContentType.JSON)
                .body(Map.of(
                        "enrolmentKey",
                        key,
                        "hierarchyId",
                        id,
                        "site",
                        Map.of("code", "PS1", "type", "primary", "version", "5.00.9141.1000"),
                        "mode",
                        "online"))
                .post("/v1/hierarchies");
        enrolled.then().statusCode(201);
        return new Asking(id, token(enrolled.path("clientId"), enrolled.path("clientSecret")));
    }

    void draft(String id) {
        asOperator()
                .body("{\"kind\": \"hotfix\", \"distribution\": \"in-console\", \"id\": \"" + id + "\"}")
                .put("/v1/updates/" + id)
                .then()
                .statusCode(201);
    }

    int publish(String id) {
        return asOperator().post("/v1/updates/" + id + "/publish").statusCode();
    }

    void importAll(String document) {
        asOperator().body(document).post("/v1/updates/import").then().statusCode(200);
    }

    /** What the edition of that hierarchy names here; throws when there is no answer. */
    List<String> poll(Asking asking) {
        Response answer = ask(asking);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.path("updates.id");
    }

    int status(Asking asking) {
        return ask(asking).statusCode();
    }

    private Response ask(Asking asking) {
        return asked().auth().oauth2(asking.token()).get("/v1/hierarchies/" + asking.hierarchyId() + "/updates");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
