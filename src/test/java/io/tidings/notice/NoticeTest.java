package io.tidings.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.hierarchy.Hierarchies;
import io.tidings.notice.Notice.Kind;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class NoticeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String END = "2026-12-01T00:00:00Z";

    @Inject
    Hierarchies hierarchies;

    @Inject
    Notices notices;

    @Inject
    Pool pool;

    @Test
    void whatIsPostedIsListedOnce_andAcknowledged() {
        Hearer point = Hearer.enrolled();
        post(point, "a", "b", "a");
        post(point, "b");
        Response list = point.list("");
        list.then().statusCode(200).body("notices.text", equalTo(List.of("a", "b")));
        long first = list.jsonPath().getLong("notices[0].number");
        point.list("?after=" + first).then().body("notices.text", equalTo(List.of("b")));
        point.list("?limit=1").then().body("next", equalTo((int) first));
        point.asked().post(point.path() + "/" + first + "/ack").then().statusCode(204);
        point.asked().post(point.path() + "/" + first + "/ack").then().statusCode(204);
        point.list("").then().body("notices[0].acknowledgedAt", notNullValue());
        point.asked().post(point.path() + "/0/ack").then().statusCode(404);
        Hearer other = Hearer.enrolled();
        other.asked().post(other.path() + "/" + first + "/ack").then().statusCode(404);
    }

    @Test
    void aModeThatWaitsForARestartIsTold_andOneThatIsSoAlreadyIsNot() {
        Hearer point = Hearer.enrolled();
        changeMode(point, "online");
        changeMode(point, "offline");
        Awaitility.await().atMost(PATIENCE).until(() -> !point.texts().isEmpty());
        changeMode(point, "offline");
        changeMode(point, "online");
        Awaitility.await().atMost(PATIENCE).until(() -> point.texts().size() > 1);
        point.list("")
                .then()
                .body("notices.kind", equalTo(List.of("mode-pending", "mode-pending")))
                .body("notices[0].text", startsWith("The connection point will be offline once"))
                .body("notices[1].text", startsWith("The connection point will be online once"));
    }

    private static void changeMode(Hearer point, String mode) {
        point.asked()
                .contentType("application/json")
                .body("{\"mode\": \"" + mode + "\"}")
                .put("/v1/hierarchies/" + point.id() + "/mode")
                .then()
                .statusCode(200)
                .body("effectiveAfter", equalTo("downloader-restart"));
    }

    @Test
    void aStreamTellsWhatIsThereAndWhatComes_andIsTakenUpWhereItBroke() throws Exception {
        Hearer point = Hearer.enrolled();
        post(point, "before");
        String last;
        try (Stream<String> lines = point.stream(null)) {
            var events = lines.filter(line -> line.startsWith("data:") || line.startsWith("id:"))
                    .iterator();
            last = events.next().substring(3).strip();
            assertThat(events.next()).contains("\"text\":\"before\"").contains("\"kind\":\"message\"");
            post(point, "while it is open");
            assertThat(events.next()).startsWith("id:");
            assertThat(events.next()).contains("while it is open");
        }
        post(point, "while nobody listens");
        try (Stream<String> lines = point.stream(last)) {
            var events = lines.filter(line -> line.startsWith("data:")).iterator();
            assertThat(events.next()).contains("while it is open");
            assertThat(events.next()).contains("while nobody listens");
        }
    }

    @Test
    void aStreamIsAnsweredAtOnce_thoughThereIsNothingToTell() {
        Hearer point = Hearer.enrolled();
        var lines = CompletableFuture.supplyAsync(() -> opened(point, null));
        assertThat(lines).succeedsWithin(PATIENCE);
        post(point, "the first");
        var first = lines.thenApplyAsync(open ->
                open.filter(line -> line.startsWith("data:")).findFirst().orElse("nothing"));
        assertThat(first).succeedsWithin(PATIENCE).asString().contains("the first");
        lines.join().close();
    }

    private static Stream<String> opened(Hearer point, @Nullable String last) {
        try {
            return point.stream(last);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStreamThatHasNothingToTellSaysThatItIsThere() {
        assertThat(firstLine(Hearer.enrolled(), null, line -> !line.isEmpty()))
                .succeedsWithin(PATIENCE)
                .isEqualTo(":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none of ours", "9223372036854775807", "99999999999999999999", "-1", ""})
    void whoNamesWhatWasNeverToldHearsAll(String last) {
        Hearer point = Hearer.enrolled();
        post(point, "before");
        assertThat(firstLine(point, last, line -> line.startsWith("data:")))
                .succeedsWithin(PATIENCE)
                .asString()
                .contains("before");
    }

    private static CompletableFuture<String> firstLine(Hearer point, @Nullable String last, Predicate<String> wanted) {
        return CompletableFuture.supplyAsync(() -> {
            try (Stream<String> lines = opened(point, last)) {
                return lines.filter(wanted).findFirst().orElse("nothing");
            }
        });
    }

    @Test
    void aStreamTellsMoreThanAPageInOrder() throws Exception {
        Hearer point = Hearer.enrolled();
        post(point, IntStream.range(0, 350).mapToObj(Integer::toString).toArray(String[]::new));
        try (Stream<String> lines = point.stream("none of ours")) {
            List<Long> numbers = lines.filter(line -> line.startsWith("id:"))
                    .limit(350)
                    .map(line -> Long.parseLong(line.substring(3).strip()))
                    .toList();
            assertThat(numbers).isSorted().doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET, secret-expiring, The secret of the connection point expires at",
        "CERTIFICATE, certificate-expiring, The certificate that proves the connection point expires at"
    })
    void whatIsAboutToExpireIsToldOnce(String credential, String kind, String text) {
        Hearer point = Hearer.enrolled();
        announceTo(point, credential);
        announceTo(point, credential);
        // who is announced later is told later
        announceTo(Hearer.enrolled(), credential);
        point.list("")
                .then()
                .body("notices.kind", equalTo(List.of(kind)))
                .body("notices[0].severity", equalTo("critical"))
                .body("notices[0].subject", equalTo(END))
                .body("notices[0].text", startsWith(text));
    }

    private void announceTo(Hearer point, String credential) {
        // as access announces it
        pool.preparedQuery(
                        "insert into access_expiry (client_id, hierarchy_id, tenant, expires_at, announced_at, credential)"
                                + " values ('c', $1, 'default', $2::text::timestamptz, now(), $3) returning pg_notify('access_expiry', '')")
                .execute(Tuple.of(point.id(), END, credential))
                .await()
                .atMost(PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> !point.texts().isEmpty());
    }

    @Test
    void anErasedHierarchyLeavesNoNotices() {
        Hearer point = Hearer.enrolled();
        post(point, "a");
        hierarchies.erase(point.id(), "test").await().atMost(PATIENCE);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> pool.preparedQuery("select from notice_entry where hierarchy_id = '" + point.id() + "'")
                                .execute()
                                .await()
                                .atMost(PATIENCE)
                                .size()
                        == 0);
    }

    private void post(Hearer point, String... texts) {
        notices.post(Stream.of(texts)
                        .map(text -> new Notice(point.id(), Kind.MESSAGE, text, text))
                        .toList())
                .await()
                .atMost(PATIENCE);
    }
}
