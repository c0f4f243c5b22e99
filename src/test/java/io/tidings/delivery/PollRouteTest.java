package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.hierarchy.Hierarchies;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The short way and the long way must not differ for anybody. */
@QuarkusTest
class PollRouteTest {

    private static final String TEMPLATE = "/v1/hierarchies/{id}/updates";

    @Inject
    Hierarchies hierarchies;

    @Inject
    MeterRegistry meters;

    private Asker asker;

    @BeforeEach
    void askOnce() {
        Asker.importRealCatalog();
        asker = Asker.having(hierarchies, "37864969");
    }

    @Test
    void bothWaysAnswerAlike() {
        String tag = asker.tag();
        for (String encodings : List.of("identity", "gzip")) {
            for (String known : List.of("\"another\"", tag)) {
                Response quick = asked(encodings, known).get(asker.updates());
                Response whole = asked(encodings, known)
                        .header("Accept", "application/json;q=0.9")
                        .get(asker.updates());
                assertThat(quick.statusCode()).isEqualTo(known.equals(tag) ? 304 : 200);
                assertThat(quick.statusCode()).isEqualTo(whole.statusCode());
                assertThat(fields(quick)).isEqualTo(fields(whole));
                assertThat(quick.asByteArray()).isEqualTo(whole.asByteArray());
                Response head = asked(encodings, known).head(asker.updates());
                assertThat(head.statusCode()).isEqualTo(quick.statusCode());
                assertThat(fields(head)).isEqualTo(fields(quick));
            }
        }
    }

    private RequestSpecification asked(String encodings, String known) {
        return asker.asked().header("Accept-Encoding", encodings).header("If-None-Match", known);
    }

    private static Set<String> fields(Response response) {
        Set<String> fields = new TreeSet<>();
        for (Header header : response.headers()) {
            fields.add(header.getName().toLowerCase(Locale.ROOT) + ": " + header.getValue());
        }
        fields.removeIf(field -> field.startsWith("date: "));
        return fields;
    }

    @Test
    void anEditionInMemoryIsForNobodyElse() {
        Asker other = Asker.having(hierarchies);
        asker.poll().then().statusCode(200);
        other.get(asker.updates()).then().statusCode(403);
        other.get(other.updates() + "/../../" + asker.id() + "/updates").then().statusCode(403);
        given().get(asker.updates()).then().statusCode(401);
        given().header("Authorization", asker.bearer() + "x")
                .get(asker.updates())
                .then()
                .statusCode(401);
    }

    @Test
    void whatIsNoPlainPollGoesTheLongWay() {
        asker.get(asker.updates() + "?since=0").then().statusCode(200);
        asker.asked().header("Accept", "image/png").get(asker.updates()).then().statusCode(406);
        asker.get(asker.updates() + "/").then().statusCode(200);
    }

    @Test
    void allPollsAreOneMeter() {
        double before = polls();
        asker.poll().then().statusCode(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> polls() > before);
        assertThat(meters.find("http.server.requests").timers())
                .extracting(timer -> timer.getId().getTag("uri"))
                .noneMatch(uri -> uri != null && uri.contains(asker.id()));
    }

    private double polls() {
        return meters.find("http.server.requests").tag("uri", TEMPLATE).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
