package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever's update names content: it is kept. */
@QuarkusTest
@TestProfile(ContentStoreTest.Small.class)
@TestSecurity(
        user = "eve",
        roles = {"viewer", "publisher"},
        attributes = @SecurityAttribute(key = "tidings.tenant", value = "other"))
class ContentGarbageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    ContentGarbage garbage;

    @Inject
    ContentStore store;

    /** Other tests have filled the database's ledger. */
    @BeforeEach
    void makeRoom() {
        pool.query("delete from delivery_content").execute().await().atMost(PATIENCE);
    }

    @Test
    void contentThatAnotherTenantsUpdateNamesIsKept() {
        String named = upload();
        String unnamed = upload();
        String id = "garbage-" + UUID.randomUUID();
        given().contentType("application/json")
                .body("{\"id\": \"" + id
                        + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\", \"contents\": [\"" + named
                        + "\"]}")
                .put("/v1/updates/" + id)
                .then()
                .statusCode(201);
        pool.query("update delivery_content set stored_at = stored_at - interval '2 hours'")
                .execute()
                .await()
                .atMost(PATIENCE);
        garbage.collect().await().atMost(PATIENCE);
        given().get("/v1/content/" + named).then().statusCode(200);
        given().get("/v1/content/" + unnamed).then().statusCode(404);
    }

    @Test
    void whatAReplicaLeftInTheMiddleOfAnUploadIsRemoved() throws Exception {
        Path left =
                Files.writeString(Files.createDirectories(store.aside()).resolve("left-" + UUID.randomUUID()), "half");
        Path underWay = Files.writeString(store.aside().resolve("under-way-" + UUID.randomUUID()), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Files.setLastModifiedTime(underWay, FileTime.from(Instant.now().minus(Duration.ofHours(23))));
        garbage.collect().await().atMost(PATIENCE);
        assertThat(left).doesNotExist();
        assertThat(underWay).exists();
        Files.delete(underWay);
    }

    private static String upload() {
        return given().contentType("application/octet-stream")
                .body(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII))
                .post("/v1/content")
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
    }
}
