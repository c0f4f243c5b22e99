package io.tidings;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.LocalRootSpan;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

/** No collector is named in the tests: nothing is recorded, and all requests have a trace nevertheless. */
@QuarkusTest
class TraceIdsTest {

    private static final String PATH = "/v1/hierarchies/b-Wp6K2zYgBoo87tTvqBHlKzWPO_drKY42I1XgNiEuo/trial-of-traces";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** Answers what a request knows of its trace before anybody has asked who sends it. */
    @Singleton
    static class Trial {

        void register(@Observes Router router) {
            router.route(PATH).order(-750).handler(Trial::look);
            router.route(PATH).order(-600).handler(Trial::answer);
        }

        /** Where the framework begins a span it has done so long before any route. */
        private static void look(RoutingContext request) {
            request.put("begun", LocalRootSpan.fromContextOrNull(Context.current()) != null)
                    .next();
        }

        private static void answer(RoutingContext request) {
            request.json(new JsonObject()
                    .put("trace", Span.current().getSpanContext().getTraceId())
                    .put("logged", MDC.get("traceId"))
                    .put("hierarchy", MDC.get("hierarchyId"))
                    .put("begun", request.<Boolean>get("begun")));
        }
    }

    @Test
    void aRequestHasATraceOfItsOwn_inTheLogToo() {
        JsonPath one = given().get(PATH).jsonPath();
        assertThat(one.getString("trace")).matches("[0-9a-f]{32}").isEqualTo(one.getString("logged"));
        assertThat(one.getString("hierarchy")).isEqualTo(PATH.substring(16, 59));
        given().get(PATH)
                .then()
                .body("trace", matchesPattern("[0-9a-f]{32}"))
                .body("trace", not(one.getString("trace")));
    }

    @Test
    void theCallersTraceIsFollowed_upToTheProblemThatItGets() {
        given().header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .get(PATH)
                .then()
                .body("trace", equalTo(TRACE))
                .body("logged", equalTo(TRACE));
        given().header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .get("/v1/updates")
                .then()
                .statusCode(401)
                .body("traceId", equalTo(TRACE));
        given().header("traceparent", "00-nonsense-01").get(PATH).then().body("trace", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void noSpanIsBegunThatNobodyRecords() {
        given().get(PATH).then().body("begun", equalTo(false));
    }
}
