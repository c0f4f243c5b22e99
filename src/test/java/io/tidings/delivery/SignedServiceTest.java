package io.tidings.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.tuf.Fetcher;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.access.Login;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.trust.Holdings;
import io.tidings.trust.TargetFile;
import io.tidings.trust.TargetName;
import io.tidings.trust.TufClient;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TUF client that nobody here wrote walks the running service, from a pinned root to content. */
@QuarkusTest
class SignedServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Hierarchies hierarchies;

    @Inject
    Pool pool;

    @TempDir
    Path folder;

    @BeforeEach
    void untilTheKeysAreOpen() {
        Asker.importRealCatalog();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> get(null, "/tuf/1.root.json").statusCode() == 200);
    }

    @Test
    void theCommonCatalogIsBelievedByAnyone() throws Exception {
        assertThat(new String(common(), StandardCharsets.UTF_8)).contains("37864969");
    }

    @Test
    void theCommonCatalogIsThatOfTheOwnerOfTheInstallation() throws Exception {
        TenantUpdate theirs = TenantUpdate.theirs("signed-of-two");
        TenantUpdate ours = TenantUpdate.ours("signed-of-two");
        theirs.publish("Signed by nobody", "");
        ours.publish("Signed for all", "");
        assertThat(new String(common(), StandardCharsets.UTF_8))
                .contains("Signed for all")
                .doesNotContain("Signed by nobody");
        theirs.step("withdraw").then().statusCode(200);
        ours.step("withdraw").then().statusCode(200);
    }

    /** As the foreign client believes it. */
    private byte[] common() throws Exception {
        TufClient client = new TufClient(folder, get(null, "/tuf/1.root.json").asByteArray());
        return client.fetch(from(null, "/tuf"), from(null, "/tuf/targets"), "catalog.json", Instant.now());
    }

    @Test
    void anEditionAndItsContentAreBelieved() throws Exception {
        byte[] content = ("content of " + folder).getBytes(StandardCharsets.UTF_8);
        Offered offered = Offered.publish("signed-1", content);
        Asker asker = Asker.having(hierarchies);
        offered.await(asker);

        Visit visit = new Visit(asker);
        assertThat(visit.fetch(Holdings.editionName(asker.id())))
                .isEqualTo(asker.poll().asByteArray());
        assertThat(visit.fetch("signed-1/update.cab")).isEqualTo(content);
    }

    @Test
    void anotherHierarchysEditionIsRefused() throws Exception {
        Asker asker = Asker.having(hierarchies);
        Asker other = Asker.having(hierarchies, "37864969");
        Visit astray = new Visit(asker);
        // a mirror that hands over what is genuine, and somebody else's
        astray.sendTo(other);
        assertThatThrownBy(() -> astray.fetch(Holdings.editionName(asker.id()))).hasMessageContaining(asker.id());
        assertThat(astray.fetch(Holdings.editionName(other.id())))
                .isEqualTo(other.poll().asByteArray());
        other.get("/v1/hierarchies/" + asker.id() + "/tuf/timestamp.json")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsNewIsBelieved_andWhatWasBeforeIsSeenToBeRolledBack() throws Exception {
        Asker asker = Asker.having(hierarchies);
        Visit visit = new Visit(asker);
        visit.fetch(Holdings.editionName(asker.id()));
        String tag = asker.tag();
        Response old = asker.get("/v1/hierarchies/" + asker.id() + "/tuf/timestamp.json");

        asker.report("37864969");
        Awaitility.await().atMost(PATIENCE).until(() -> asker.poll(tag).statusCode() == 200);
        assertThat(visit.fetch(Holdings.editionName(asker.id())))
                .isEqualTo(asker.poll().asByteArray());

        visit.replayTimestamp(old.asByteArray());
        assertThatThrownBy(() -> visit.fetch(Holdings.editionName(asker.id()))).hasMessageContaining("version");
    }

    @Test
    void aStateThatComesBackHasAHigherNumberThanBefore() throws Exception {
        Asker asker = Asker.having(hierarchies);
        Visit visit = new Visit(asker);
        String edition = Holdings.editionName(asker.id());
        visit.fetch(edition);
        String tag = asker.tag();
        asker.report("37864969");
        Awaitility.await().atMost(PATIENCE).until(() -> asker.poll(tag).statusCode() == 200);
        visit.fetch(edition);
        asker.report();
        Awaitility.await().atMost(PATIENCE).until(() -> asker.poll(tag).statusCode() == 304);
        assertThat(visit.fetch(edition)).isEqualTo(asker.poll().asByteArray());
    }

    @Test
    void aVisitThatBeganBeforeAnotherEditionComesToItsEnd() throws Exception {
        Asker asker = Asker.having(hierarchies);
        byte[] mine = asker.poll().asByteArray();
        byte[] common = common();
        Offered offered = Offered.publish("signed-2", folder.toString().getBytes(StandardCharsets.UTF_8));
        offered.await(asker);
        String personal = "/v1/hierarchies/" + asker.id() + "/tuf";
        assertThat(get(asker, document(personal, Holdings.editionName(asker.id()), mine))
                        .asByteArray())
                .isEqualTo(mine);
        assertThat(get(null, document("/tuf", "catalog.json", common)).asByteArray())
                .isEqualTo(common)
                .isNotEqualTo(common());
        offered.step("withdraw");
    }

    private static String document(String repository, String name, byte[] bytes) {
        return repository + "/targets/" + TargetName.inRepository(name, TargetFile.of(bytes));
    }

    @Test
    void aReplicaThatIsBehindDoesNotSignThePast() {
        Asker asker = Asker.having(hierarchies);
        String timestamp = "/v1/hierarchies/" + asker.id() + "/tuf/timestamp.json";
        asker.get(timestamp).then().statusCode(200);
        query("update delivery_signed set epoch = epoch + 100000 where subject = '" + asker.id() + "' returning 1");
        asker.report("37864969");
        Awaitility.await().atMost(PATIENCE).until(() -> asker.get(timestamp).statusCode() == 503);
    }

    @Test
    void anErasedHierarchyLeavesNoNumber() {
        Asker asker = Asker.having(hierarchies);
        asker.get("/v1/hierarchies/" + asker.id() + "/tuf/timestamp.json")
                .then()
                .statusCode(200);
        String row = "select 1 from delivery_signed where subject = '" + asker.id() + "'";
        assertThat(query(row)).isOne();
        hierarchies.erase(asker.id(), "test").await().atMost(PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> query(row) == 0);
    }

    private int query(String sql) {
        return pool.query(sql).execute().await().atMost(PATIENCE).size();
    }

    @Test
    void timestampsAreNotToBeKept_andAnythingIsAccepted() {
        for (String accept : new String[] {"application/json", "text/html", "image/gif, */*;q=.2"}) {
            Response timestamp = given().header("Accept", accept).get("/tuf/timestamp.json");
            timestamp.then().statusCode(200).header("Cache-Control", "no-cache");
            assertThat(timestamp.contentType()).startsWith("application/json");
        }
    }

    @Test
    void whatIsNoMetadataIsNotFound() {
        for (String name : new String[] {
            "2.root.json", "0.root.json", "root.json", "1.snapshot.json", "timestamp", "99999999999.root.json"
        }) {
            get(null, "/tuf/" + name).then().statusCode(404);
        }
        get(null, "/tuf/targets/x").then().statusCode(404);
        Asker asker = Asker.having(hierarchies);
        asker.get("/v1/hierarchies/" + asker.id() + "/tuf/targets/a/b").then().statusCode(404);
        asker.get("/v1/hierarchies/" + asker.id() + "/tuf/targets/a/" + "0".repeat(64) + ".b")
                .then()
                .statusCode(404);
    }

    private static Response get(@Nullable Asker asker, String path) {
        return asker == null ? given().get(path) : asker.get(path);
    }

    /** What the client reads through; it stands for the small proxy that knows the token. */
    private static Fetcher from(@Nullable Asker asker, String base) {
        return new Fetcher() {
            @Override
            public String getSource() {
                return base;
            }

            @Override
            public byte @Nullable [] fetchResource(String name, int most) {
                Response answer = get(asker, base + "/" + name);
                // as the client's own fetcher says that there is no such file
                return answer.statusCode() == 200 ? answer.asByteArray() : null;
            }
        };
    }

    /** One client with its memory, that can be led astray. */
    private final class Visit {

        private final TufClient client;
        private Asker answers;
        private byte @Nullable [] timestamp;

        Visit(Asker asker) throws Exception {
            this.answers = asker;
            this.client = new TufClient(
                    folder.resolve(asker.id()),
                    asker.get("/v1/hierarchies/" + asker.id() + "/tuf/1.root.json")
                            .asByteArray());
        }

        void sendTo(Asker other) {
            answers = other;
        }

        void replayTimestamp(byte[] old) {
            timestamp = old;
        }

        byte[] fetch(String target) throws Exception {
            String base = "/v1/hierarchies/" + answers.id() + "/tuf";
            Fetcher honest = from(answers, base);
            return client.fetch(replaying(honest), from(answers, base + "/targets"), target, Instant.now());
        }

        private Fetcher replaying(Fetcher honest) {
            byte[] old = timestamp;
            return old == null
                    ? honest
                    : new Fetcher() {
                        @Override
                        public String getSource() {
                            return honest.getSource();
                        }

                        @Override
                        public byte[] fetchResource(String name, int most)
                                throws java.io.IOException, dev.sigstore.tuf.FileExceedsMaxLengthException {
                            return name.equals("timestamp.json") ? old : honest.fetchResource(name, most);
                        }
                    };
        }
    }

    @Test
    void operatorsAreNotServedAsIfTheyWereTheHierarchy() {
        Asker asker = Asker.having(hierarchies);
        given().header("Authorization", Login.bearer())
                .get("/v1/hierarchies/" + asker.id() + "/tuf/timestamp.json")
                .then()
                .statusCode(403);
    }
}
