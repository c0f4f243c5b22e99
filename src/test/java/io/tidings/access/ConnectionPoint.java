package io.tidings.access;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays the connection point of one hierarchy against the service, over HTTP. */
public final class ConnectionPoint {

    private final String hierarchyId;
    private String clientId = "";
    private String secret = "";

    private ConnectionPoint(String hierarchyId) {
        this.hierarchyId = hierarchyId;
    }

    /** One that is not enrolled, of a hierarchy that nobody else has. */
    public static ConnectionPoint ofNewHierarchy() {
        return new ConnectionPoint(Secret.draw("").text());
    }

    /** One that is enrolled and can poll. */
    public static ConnectionPoint enrolled() {
        return ofNewHierarchy().enrol(Login.bearer());
    }

    /** Enrolled now, with a key of that operator, and so of that tenant. */
    public ConnectionPoint enrol(String operator) {
        return take(enrol(mintKey(operator), "PS1", "primary")
                .then()
                .statusCode(201)
                .extract()
                .response());
    }

    static String mintKey() {
        return mintKey(Login.bearer());
    }

    private static String mintKey(String operator) {
        return given().header("Authorization", operator)
                .contentType("application/json")
                .body("{}")
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("enrolmentKey");
    }

    public String hierarchyId() {
        return hierarchyId;
    }

    String clientId() {
        return clientId;
    }

    String secret() {
        return secret;
    }

    ConnectionPoint take(Response credentials) {
        clientId = credentials.path("clientId");
        secret = credentials.path("clientSecret");
        return this;
    }

    Map<String, Object> request(@Nullable String key, String site, String type) {
        Map<String, Object> request = new HashMap<>();
        request.put("enrolmentKey", key);
        request.put("hierarchyId", hierarchyId);
        request.put("site", Map.of("code", site, "type", type, "version", "5.00.9128.1000"));
        request.put("mode", "online");
        return request;
    }

    Response enrol(@Nullable String key, String site, String type) {
        return json().body(request(key, site, type)).post("/v1/hierarchies");
    }

    Response move(String authorization, String site, String type, String reason) {
        Map<String, Object> where = Map.of("code", site, "type", type, "version", "5.00.9128.1000");
        return json().header("Authorization", authorization)
                .body(Map.of("site", where, "reason", reason))
                .post("/v1/hierarchies/" + hierarchyId + "/move");
    }

    Response mode(String mode) {
        return json().header("Authorization", bearer())
                .body(Map.of("mode", mode))
                .put("/v1/hierarchies/" + hierarchyId + "/mode");
    }

    Response renewSecret() {
        return given().header("Authorization", bearer()).post("/v1/hierarchies/" + hierarchyId + "/secret");
    }

    Response remove(String authorization) {
        return given().header("Authorization", authorization)
                .delete("/v1/hierarchies/" + hierarchyId + "/connection-point");
    }

    Response token(String ofSecret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", clientId)
                .formParam("client_secret", ofSecret)
                .post("/oauth2/token");
    }

    /** The value of an Authorization header for this connection point. */
    public String bearer() {
        return "Bearer " + token(secret).then().statusCode(200).extract().<String>path("access_token");
    }

    private static RequestSpecification json() {
        return given().contentType("application/json");
    }
}
