package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept, for how long, and how much of it. */
@QuarkusTest
@TestProfile(ContentStoreTest.Small.class)
@TestSecurity(
        user = "alice",
        roles = {"viewer", "connection-point", "publisher"})
class ContentStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int QUOTA = 200_000;

    public static class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidings.delivery.content.quota", Integer.toString(QUOTA),
                    "tidings.delivery.content.unreferenced-for", "PT1H",
                    "tidings.delivery.content.folder", "target/test-content-small");
        }
    }

    @Inject
    Pool pool;

    @Inject
    ContentGarbage garbage;

    @Inject
    DeliverySettings settings;

    @BeforeEach
    void makeRoom() {
        pool.query("delete from delivery_content").execute().await().atMost(PATIENCE);
    }

    @Test
    void uploadThatIsCutOffAtNinetyNinePercentLeavesNothing() throws IOException {
        byte[] bytes = random(100_000);
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            var out = socket.getOutputStream();
            out.write(
                    """
                    POST /v1/content HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/octet-stream\r
                    Content-Length: 100000\r
                    \r
                    """
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, 99_000);
            out.flush();
            await().atMost(PATIENCE).until(() -> aside() == 1);
        }
        await().atMost(PATIENCE).until(() -> aside() == 0);
        assertThat(pool.query("select count(*) from delivery_content")
                        .execute()
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next()
                        .getLong(0))
                .isZero();
        upload(bytes).then().statusCode(201);
    }

    @Test
    void quotaIsKept_andWhatIsThereAlreadyTakesNoMore() {
        byte[] half = random(QUOTA / 2);
        upload(half).then().statusCode(201);
        upload(half).then().statusCode(200);
        upload(random(QUOTA / 2 + 1)).then().statusCode(413).body("detail", containsString("no room"));
        upload(random(QUOTA / 2)).then().statusCode(201);
        upload(random(1)).then().statusCode(413);
        assertThat(aside()).isZero();
    }

    @Test
    void unnamedContentIsCollectedAfterItsTime_namedIsKept() {
        String named = upload(random(1000)).path("sha256");
        String unnamed = upload(random(1001)).path("sha256");
        String id = "content-" + UUID.randomUUID();
        put(id, named).then().statusCode(201);
        garbage.collect().await().atMost(PATIENCE);
        read(unnamed).then().statusCode(200);

        age("2 hours");
        String fresh = upload(random(1002)).path("sha256");
        assertThat(garbage.collect().await().atMost(PATIENCE)).isEqualTo(1);
        read(unnamed).then().statusCode(404);
        read(named).then().statusCode(200);
        read(fresh).then().statusCode(200);
    }

    @Test
    void uploadAgainSparesItAnew() {
        byte[] bytes = random(1003);
        String sha256 = upload(bytes).path("sha256");
        age("2 hours");
        upload(bytes).then().statusCode(200);
        assertThat(garbage.collect().await().atMost(PATIENCE)).isZero();
        read(sha256).then().statusCode(200);
    }

    @Test
    void pathInAContentNameIsRefused() {
        put("path-1", "../../etc/passwd")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/contents"))
                .body("errors[0].detail", containsString("not-a-digest"));
        given().get("/v1/updates/path-1").then().statusCode(404);
    }

    @Test
    void uploadIsTold() {
        String sha256 = upload(random(1004)).path("sha256");
        given().get("/v1/audit?limit=1")
                .then()
                .body("entries[0].action", equalTo("delivery.upload"))
                .body("entries[0].actor", equalTo("alice"))
                .body("entries[0].subject", equalTo(sha256));
    }

    private void age(String by) {
        pool.query("update delivery_content set stored_at = stored_at - interval '" + by + "'")
                .execute()
                .await()
                .atMost(PATIENCE);
    }

    private long aside() {
        Path incoming = settings.content().folder().resolve("incoming");
        try (Stream<Path> left = Files.exists(incoming) ? Files.list(incoming) : Stream.empty()) {
            return left.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Response put(String id, String content) {
        return given().contentType(ContentType.JSON)
                .body("{\"id\": \"" + id
                        + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\", \"contents\": [\"" + content
                        + "\"]}")
                .put("/v1/updates/" + id);
    }

    private static Response upload(byte[] bytes) {
        return given().contentType("application/octet-stream").body(bytes).post("/v1/content");
    }

    private static Response read(String sha256) {
        return given().get("/v1/content/" + sha256);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        byte[] seed = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (seed[i % seed.length] * 31 + i);
        }
        return bytes;
    }
}
