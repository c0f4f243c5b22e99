package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.tidings.access.Login;
import io.tidings.embedded.EmbeddedServices;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.schema.ShortSilence;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL stands still under the running service: its connections are open, and nothing comes back. */
@QuarkusTest
@TestProfile(ShortSilence.class)
class DatabaseSilentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A wait for a connection, and one for its answer. */
    private static final Duration LONGEST_ANSWER = ShortSilence.LONGEST.plusSeconds(14);

    /** More than there are connections. */
    private static final int MANY = 60;

    @Inject
    Hierarchies hierarchies;

    @AfterEach
    void letItGoOn() {
        EmbeddedServices.postgres().thaw();
    }

    @Test
    void whoWaitsIsToldToComeAgain_andAllOfItGoesOnAfterwards() {
        // elsewhere nothing stops a process and lets it go on
        assumeThat(System.getProperty("os.name")).doesNotStartWith("Windows");
        Asker.importRealCatalog();
        Asker known = Asker.having(hierarchies, "37864969");
        Asker unknown = Asker.enrolled(hierarchies);
        String tag = known.tag();
        String operator = Login.bearer();

        EmbeddedServices.postgres().freeze();
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<String>>> writes = IntStream.range(0, MANY)
                    .mapToObj(i -> ask(client, operator, "/v1/enrolment-keys", "{}"))
                    .toList();
            var acknowledged = ask(client, known.bearer(), "/v1/hierarchies/" + known.id() + "/notices/1/ack", "");
            known.poll(tag).then().statusCode(304);
            known.poll().then().statusCode(200).header("ETag", tag);
            writes.forEach(DatabaseSilentTest::isToldToComeAgain);
            isToldToComeAgain(acknowledged);
        }
        unknown.poll().then().statusCode(503);
        Awaitility.await().atMost(PATIENCE).until(() -> known.poll(tag).header("Age") != null);
        assertThat(known.poll(tag).statusCode()).isEqualTo(304);

        letItGoOn();
        Awaitility.await().atMost(PATIENCE).until(() -> known.poll(tag).header("Age") == null);
        Offered update = Offered.publish("silent-" + UUID.randomUUID(), "heard".getBytes(StandardCharsets.US_ASCII));
        update.await(known);
        update.step("withdraw");
    }

    private static CompletableFuture<HttpResponse<String>> ask(
            HttpClient client, String bearer, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .timeout(LONGEST_ANSWER)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private static void isToldToComeAgain(CompletableFuture<HttpResponse<String>> asked) {
        HttpResponse<String> answer = asked.join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
