package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.tidings.access.Matrix.Line;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every method of the service for every kind of caller: who is let in, and what those who are not are told. */
@QuarkusTest
class MatrixTest {

    /** An update of the owner of the installation. */
    private static final String OURS = "matrix-ours";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE");

    @Inject
    KeyRing keys;

    @Inject
    TokenRules rules;

    @Inject
    Clock clock;

    private final SoftAssertions softly = new SoftAssertions();
    private final Map<String, String> bodies = new HashMap<>();

    @BeforeEach
    void untilTheKeyIsPublished() {
        Login.awaitReady();
    }

    @Test
    void everyMethodHasALine_andEveryLineItsMethod() throws Exception {
        Set<String> methods = served().keySet();
        Set<String> named = new TreeSet<>();
        Set<String> stale = new TreeSet<>();
        for (Line line : Matrix.read().lines()) {
            named.add(anonymous(line.name()));
            if (!line.planned() && !methods.contains(anonymous(line.name()))) {
                stale.add(line.name());
            }
        }
        Set<String> nameless = new TreeSet<>(methods);
        nameless.removeAll(named);

        assertThat(nameless).as("methods that have no line in matrix.txt").isEmpty();
        assertThat(stale).as("lines of matrix.txt that no method has").isEmpty();
        assertThat(methods).as("methods of the document").hasSizeGreaterThan(30);
    }

    @Test
    void nobodyIsLetInWithoutAToken() throws Exception {
        for (Line line : lines()) {
            check(line, "nobody", call(line, "", "A".repeat(43)), line.admits("anyone") ? 0 : 401);
        }
        softly.assertAll();
    }

    @Test
    void nobodyIsLetInWithATokenThatLies() throws Exception {
        String hierarchy = ConnectionPoint.enrolled().hierarchyId();
        SigningKey key = keys.signing(clock.instant()).orElseThrow();
        Map<String, String> tokens = new Forger(key, rules, clock.instant(), hierarchy).tokens();
        for (Line line : lines()) {
            tokens.forEach(
                    (kind, token) -> check(line, "a token " + kind, call(line, "Bearer " + token, hierarchy), 401));
        }
        softly.assertAll();
    }

    @Test
    void nobodyIsLetInWithARevokedToken() throws Exception {
        ConnectionPoint point = ConnectionPoint.enrolled();
        String revoked = point.bearer();
        point.move(revoked, "PS1", "primary", "recovery").then().statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> given().header("Authorization", revoked)
                                .get("/.well-known/jwks.json")
                                .statusCode()
                        == 401);
        for (Line line : lines()) {
            check(line, "a revoked token", call(line, revoked, point.hierarchyId()), 401);
        }
        softly.assertAll();
    }

    @Test
    void operatorsAreLetInByTheirRoles() throws Exception {
        for (String role : List.of("viewer", "publisher", "admin")) {
            String bearer = Login.bearer(role);
            for (Line line : lines()) {
                check(line, role, call(line, bearer, "A".repeat(43)), line.admits(role) ? 0 : 403);
            }
        }
        softly.assertAll();
    }

    @Test
    void operatorsOfAnotherTenantReachNothingOfOurs() throws Exception {
        String ours = ConnectionPoint.enrolled().hierarchyId();
        given().header("Authorization", Login.bearer())
                .contentType("application/json")
                .body("{\"id\": \"" + OURS + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}")
                .put("/v1/updates/" + OURS)
                .then()
                .statusCode(anyOf(equalTo(200), equalTo(201)));
        String bearer = OtherTenant.admin("elsewhere");
        for (Line line : lines()) {
            int elsewhere = line.divided() || line.admits("anyone") ? 0 : 403;
            int expected = line.isOfOneHierarchy() || line.isOfOneUpdate() ? 404 : elsewhere;
            check(line, "an admin of another tenant", callAt(line, bearer, line.pathFor(ours, OURS)), expected);
        }
        softly.assertAll();
    }

    @Test
    void connectionPointsAreLetInToTheirOwnHierarchyOnly() throws Exception {
        String other = ConnectionPoint.enrolled().hierarchyId();
        for (Line line : lines()) {
            ConnectionPoint own = ConnectionPoint.enrolled();
            boolean may = line.admits("connection-point");
            boolean elsewhere = may && !line.isOfOneHierarchy();
            check(line, "another's", call(line, own.bearer(), other), elsewhere ? 0 : 403);
            // last, for it may end the hierarchy or its credentials
            check(line, "the own", call(line, own.bearer(), own.hierarchyId()), may ? 0 : 403);
        }
        softly.assertAll();
    }

    /** Each method of the document, and the media type it takes. */
    private static Map<String, String> served() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().get("/q/openapi?format=json").jsonPath().getMap("paths");
        Map<String, String> methods = new HashMap<>();
        paths.forEach((path, operations) -> operations.forEach((word, operation) -> {
            String method = word.toUpperCase(Locale.ROOT);
            // the trial resource of the room problem, which only the tests have
            if (METHODS.contains(method) && !path.startsWith("/trial")) {
                methods.put(anonymous(method + " " + path), mediaType(operation));
            }
        }));
        return methods;
    }

    private List<Line> lines() throws Exception {
        bodies.putAll(served());
        return Matrix.read().lines().stream()
                .filter(line -> bodies.containsKey(anonymous(line.name())))
                .toList();
    }

    /** Names of parameters differ between the document and the table, and mean nothing. */
    private static String anonymous(String name) {
        return name.replaceAll("\\{[^}]*}", "{}");
    }

    private static String mediaType(Map<String, Object> operation) {
        if (operation.get("requestBody") instanceof Map<?, ?> body
                && body.get("content") instanceof Map<?, ?> content) {
            return content.keySet().iterator().next().toString().replace("*/*", "application/octet-stream");
        }
        return "";
    }

    /** With media types that fit, since a request is sent to its method by them before it is asked who sends it. */
    private int call(Line line, String authorization, String hierarchyId) {
        return callAt(line, authorization, line.pathFor(hierarchyId, "1"));
    }

    private int callAt(Line line, String authorization, String path) {
        var request = given().header("Accept", "application/json, application/octet-stream;q=0.9, */*;q=0.1");
        String body = bodies.getOrDefault(anonymous(line.name()), "");
        if (body.endsWith("form-urlencoded")) {
            request.formParam("nothing", "");
        } else if (!body.isEmpty()) {
            request.contentType(body).body("{}".getBytes(StandardCharsets.UTF_8));
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.request(Method.valueOf(line.method()), path).statusCode();
    }

    /** Zero expects to be let in: whatever the method then says of a request without a body. */
    private void check(Line line, String who, int status, int expected) {
        String what = line.name() + " for " + who;
        if (expected == 0) {
            boolean door = status == 401 || status == 403 || (status >= 500 && status != 503);
            softly.assertThat(door).as(what + " was answered " + status).isFalse();
        } else {
            softly.assertThat(status).as(what).isEqualTo(expected);
        }
    }
}
