package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class EnrolmentTest {

    @BeforeEach
    void untilTheKeyIsPublished() {
        Login.awaitReady();
    }

    @Test
    void enrolledConnectionPointGetsAToken() {
        ConnectionPoint point = ConnectionPoint.enrolled();

        point.token(point.secret()).then().statusCode(200).body("scope", equalTo("hierarchy:" + point.hierarchyId()));
        point.token(point.secret() + "x").then().statusCode(401);
        assertThat(point.secret()).startsWith("tds_").hasSize(47);
    }

    @Test
    void secondConnectionPointIsToldWhereTheFirstIs() {
        ConnectionPoint point = ConnectionPoint.enrolled();

        point.enrol(ConnectionPoint.mintKey(), "CAS", "cas")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("site", equalTo("PS1"))
                .body("since", notNullValue());
    }

    @Test
    void refusedEnrolmentLeavesItsKeyUsable() {
        String key = ConnectionPoint.mintKey();
        ConnectionPoint taken = ConnectionPoint.enrolled();
        taken.enrol(key, "CAS", "cas").then().statusCode(409);

        ConnectionPoint.ofNewHierarchy().enrol(key, "CAS", "cas").then().statusCode(201);
    }

    @Test
    void keyIsGoodForOneHierarchyOnly() {
        String key = ConnectionPoint.mintKey();

        ConnectionPoint.ofNewHierarchy().enrol(key, "CAS", "cas").then().statusCode(201);
        ConnectionPoint.ofNewHierarchy().enrol(key, "CAS", "cas").then().statusCode(403);
        ConnectionPoint.ofNewHierarchy()
                .enrol("tde_unknown", "CAS", "cas")
                .then()
                .statusCode(403);
        ConnectionPoint.ofNewHierarchy().enrol(null, "CAS", "cas").then().statusCode(403);
    }

    @Test
    void keyBoundToAHierarchyServesNoOther() {
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        String key = given().header("Authorization", Login.bearer())
                .contentType("application/json")
                .body(Map.of("hierarchyId", point.hierarchyId(), "validHours", 1))
                .post("/v1/enrolment-keys")
                .then()
                .statusCode(201)
                .body("enrolmentKey", hasLength(47))
                .extract()
                .path("enrolmentKey");

        ConnectionPoint.ofNewHierarchy().enrol(key, "CAS", "cas").then().statusCode(403);
        point.enrol(key, "CAS", "cas").then().statusCode(201);
    }

    @Test
    void twoThatEnrolAtOnceHaveOneWinner() {
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        String one = ConnectionPoint.mintKey();
        String other = ConnectionPoint.mintKey();

        assertThat(atOnce(() -> point.enrol(one, "PS1", "primary"), () -> point.enrol(other, "PS1", "primary")))
                .containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void twoHierarchiesWithOneKeyHaveOneWinner() {
        String key = ConnectionPoint.mintKey();

        assertThat(atOnce(
                        () -> ConnectionPoint.ofNewHierarchy().enrol(key, "PS1", "primary"),
                        () -> ConnectionPoint.ofNewHierarchy().enrol(key, "PS1", "primary")))
                .containsExactlyInAnyOrder(201, 403);
    }

    private static List<Integer> atOnce(Supplier<Response> one, Supplier<Response> other) {
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(one);
        CompletableFuture<Response> second = CompletableFuture.supplyAsync(other);
        return List.of(first.join().statusCode(), second.join().statusCode());
    }

    @ParameterizedTest
    @CsvSource({"secondary,", "primary,CAS"})
    void siteBelowTheTopTierIsRefused(String type, String parent) {
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        Map<String, Object> request = point.request(ConnectionPoint.mintKey(), "PS1", type);
        if (parent != null) {
            request.put("site", Map.of("code", "PS1", "type", type, "version", "5.00.9128.1000", "parent", parent));
        }

        given().contentType("application/json")
                .body(request)
                .post("/v1/hierarchies")
                .then()
                .statusCode(422)
                .body("errors", hasSize(1));
    }

    @Test
    void twoMovesAtOnceHaveOneWinner() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        String admin = Login.bearer();
        String itself = point.bearer();

        List<Integer> answers = atOnce(
                () -> point.move(itself, "PS1", "primary", "recovery"),
                () -> point.move(itself, "PS1", "primary", "high-availability"));

        assertThat(answers).containsOnlyOnce(200).containsAnyOf(401, 409);
        // the operator who waited behind another's move is told of it, or moves what moved
        assertThat(atOnce(
                        () -> point.move(admin, "PS1", "primary", "recovery"),
                        () -> point.move(admin, "PS1", "primary", "recovery")))
                .contains(200)
                .isSubsetOf(200, 409);
        given().header("Authorization", admin)
                .get("/v1/hierarchies/" + point.hierarchyId() + "/connection-point")
                .then()
                .statusCode(200);
    }

    @Test
    void renewedSecretLeavesTheOneBeforeItAGraceTime() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        String first = point.secret();

        String second = point.renewSecret().then().statusCode(201).extract().path("clientSecret");
        point.token(first).then().statusCode(200);
        point.token(second).then().statusCode(200);

        String third = point.renewSecret().then().statusCode(201).extract().path("clientSecret");
        point.token(first).then().statusCode(401);
        point.token(second).then().statusCode(200);
        point.token(third).then().statusCode(200);
    }

    @Test
    void hierarchyWithMobileDevicesStaysOnline() {
        ConnectionPoint point = ConnectionPoint.ofNewHierarchy();
        Map<String, Object> request = point.request(ConnectionPoint.mintKey(), "CAS", "cas");
        request.put("mobileDeviceSubscription", true);
        point.take(given().contentType("application/json").body(request).post("/v1/hierarchies"));

        point.mode("offline").then().statusCode(409);
        point.mode("online").then().statusCode(200);
    }

    @Test
    void anotherHierarchyIsOutOfReach() {
        ConnectionPoint one = ConnectionPoint.enrolled();
        ConnectionPoint other = ConnectionPoint.enrolled();

        given().header("Authorization", one.bearer())
                .post("/v1/hierarchies/" + other.hierarchyId() + "/secret")
                .then()
                .statusCode(403);
        given().header("Authorization", one.bearer()).get("/v1/audit").then().statusCode(403);
        given().post("/v1/hierarchies/" + other.hierarchyId() + "/secret")
                .then()
                .statusCode(401);
    }

    @Test
    void whatWasDecidedIsInTheAudit() {
        ConnectionPoint point = ConnectionPoint.enrolled();

        given().header("Authorization", Login.bearer("viewer"))
                .get("/v1/audit?limit=1")
                .then()
                .statusCode(200)
                .body("entries", hasSize(1))
                .body("entries[0].action", equalTo("access.enrol"))
                .body("entries[0].subject", equalTo(point.hierarchyId()))
                .body("next", notNullValue());
    }
}
