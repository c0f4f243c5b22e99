package io.tidings.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.access.Verification.Accepted;
import io.tidings.access.Verification.Reason;
import io.tidings.access.Verification.Refused;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.signal.Signals;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends a connection point ends it everywhere: by an operator, by itself, on this replica and on the others. */
@QuarkusTest
class EndedCredentialsTest {

    private static final Duration SECONDS = Duration.ofSeconds(6);

    @Inject
    Signals signals;

    @Inject
    SharedState shared;

    @Inject
    TokenRules rules;

    @Inject
    AccessSettings settings;

    @Inject
    Enrolment enrolment;

    @Inject
    Clock clock;

    @BeforeEach
    void untilTheKeyIsPublished() {
        Login.awaitReady();
    }

    /** A second replica beside the running one: its own keys, its own caches, the same database. */
    private AccessTokens anotherReplica() {
        KeyRing ring = new KeyRing();
        Revocations revocations = new Revocations();
        KeyRotation rotation = new KeyRotation(ring, revocations, shared, settings, clock);
        signals.follow(SharedState.CHANNEL, rotation::refresh);
        Awaitility.await().atMost(SECONDS).until(() -> ring.signing(clock.instant())
                .isPresent());
        return new AccessTokens(rules, ring, revocations, clock);
    }

    @Test
    void operatorRevokesOnEveryReplicaWithinSeconds() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        String bearer = point.bearer();
        String token = bearer.substring("Bearer ".length());
        AccessTokens other = anotherReplica();
        assertThat(other.verify(token)).isInstanceOf(Accepted.class);

        point.remove(Login.bearer("viewer")).then().statusCode(403);
        point.remove(Login.bearer("admin")).then().statusCode(204);

        Awaitility.await().atMost(SECONDS).until(() -> other.verify(token).equals(new Refused(Reason.REVOKED)));
        Awaitility.await()
                .atMost(SECONDS)
                .until(() -> given().header("Authorization", bearer)
                                .get("/v1/reachable")
                                .statusCode()
                        == 401);
        point.token(point.secret()).then().statusCode(401);
        point.remove(Login.bearer("admin")).then().statusCode(404);
        Response again = point.enrol(ConnectionPoint.mintKey(), "PS1", "primary");
        again.then().statusCode(201);
    }

    @Test
    void tokenWhoseRevocationIsStillOnItsWayChangesNothing() {
        ConnectionPoint point = ConnectionPoint.enrolled();
        Actor before = new Actor(point.hierarchyId(), point.clientId());
        Response moved = point.move(point.bearer(), "PS1", "primary", "recovery");
        moved.then().statusCode(200);

        Problem refused = (Problem) enrolment
                .renewSecret(before, point.hierarchyId())
                .onItemOrFailure()
                .transform((credentials, failure) -> failure)
                .await()
                .atMost(SECONDS);

        assertThat(refused.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        point.take(moved).token(point.secret()).then().statusCode(200);
    }

    @Test
    void connectionPointIsSeenByItselfAndItsOperators() {
        ConnectionPoint point = ConnectionPoint.enrolled();

        given().header("Authorization", point.bearer())
                .get("/v1/hierarchies/" + point.hierarchyId() + "/connection-point")
                .then()
                .statusCode(200)
                .body("site", equalTo("PS1"))
                .body("type", equalTo("primary"))
                .body("mode", equalTo("online"))
                .body("clientId", equalTo(point.clientId()))
                .body("expiryAnnounced", equalTo(false))
                .body("secretExpiresAt", notNullValue());
        given().header("Authorization", Login.bearer("viewer"))
                .get("/v1/hierarchies/" + ConnectionPoint.ofNewHierarchy().hierarchyId() + "/connection-point")
                .then()
                .statusCode(404);
    }
}
