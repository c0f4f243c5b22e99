package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.embedded.EmbeddedKafka;
import io.tidings.embedded.EmbeddedPostgres;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The program on its good and its bad days: with services of its own, which it may lose. */
class ProgramIT {

    private static final Path FOLDER = Path.of("target", "program-it").toAbsolutePath();
    private static final EmbeddedPostgres POSTGRES = new EmbeddedPostgres(
            FOLDER.resolve("postgres"),
            Path.of("target", "embedded", "programs").toAbsolutePath());
    private static final String PLAIN_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
    private static final EmbeddedKafka KAFKA = new EmbeddedKafka(FOLDER.resolve("kafka"));

    @BeforeAll
    static void startServices() {
        KAFKA.start("-XX:TieredStopAtLevel=1");
        POSTGRES.start("fsync=off");
    }

    @AfterAll
    static void stopServices() {
        KAFKA.stop();
        POSTGRES.stop();
    }

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                POSTGRES.url(),
                "QUARKUS_DATASOURCE_USERNAME",
                EmbeddedPostgres.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                EmbeddedPostgres.PASSWORD,
                "KAFKA_BOOTSTRAP_SERVERS",
                KAFKA.bootstrapServers()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static ServiceProcess service(String... more) {
        return new ServiceProcess(settings(more));
    }

    @Test
    void normalStartHasNoWarning() throws Exception {
        // a setting of a room, and one of a group in a room, as deployments give them
        try (ServiceProcess service = service(
                        "TIDINGS_NOTICE_MOST_STREAMS", "100", "TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND", "100")
                .awaitReady()) {
            assertThat(service.management("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(service.management("/q/health/started").statusCode()).isEqualTo(200);
            assertThat(service.management("/q/metrics").body()).contains("http_server", "jvm_");
            assertThat(service.get("/q/openapi").body()).contains("openapi: 3");
            service.terminate();
            assertThat(service.awaitEnd()).isIn(0, 143);
            assertThat(service.output().lines())
                    .allSatisfy(line -> assertThat(line).startsWith("{").doesNotContain("\"WARN", "\"ERROR"));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "native.image.path", matches = ".+-runner")
    void whatOnlyTheStartNeededIsGivenBack() throws Exception {
        try (ServiceProcess service = service().awaitReady()) {
            double atFirst = service.shareOfFileInMemory();
            Awaitility.await().until(() -> service.shareOfFileInMemory() < atFirst / 2);
            assertThat(service.get("/q/openapi").statusCode())
                    .as("what is needed after all comes back")
                    .isEqualTo(200);
        }
    }

    @Test
    void missingDatabaseIsWaitedFor() throws Exception {
        POSTGRES.stop();
        try (ServiceProcess service =
                service().awaitStarted().awaitNotReady("PostgreSQL does not accept connections")) {
            assertThat(service.management("/q/health/live").statusCode()).isEqualTo(200);
            POSTGRES.start("fsync=off");
            service.awaitReady();
            POSTGRES.kill();
            service.awaitNotReady("DOWN");
            POSTGRES.start("fsync=off");
            service.awaitReady();
        } finally {
            POSTGRES.start("fsync=off");
        }
    }

    @Test
    void missingKafkaIsWaitedFor() throws Exception {
        KAFKA.stop();
        try (ServiceProcess service = service().awaitStarted().awaitNotReady("Kafka does not answer")) {
            assertThat(service.management("/q/health/live").statusCode()).isEqualTo(200);
            KAFKA.start("-XX:TieredStopAtLevel=1");
            service.awaitReady();
        } finally {
            KAFKA.start("-XX:TieredStopAtLevel=1");
        }
    }

    @Test
    void unresolvableKafkaIsWaitedFor() throws Exception {
        try (ServiceProcess service = service("KAFKA_BOOTSTRAP_SERVERS", "tidings-kafka.invalid:9092")
                .awaitStarted()
                .awaitNotReady("Kafka's host name cannot be resolved")) {
            assertThat(service.management("/q/health/live").statusCode()).isEqualTo(200);
            service.terminate();
            assertThat(service.awaitEnd()).isIn(0, 143);
            assertThat(service.output()).doesNotContain("\"ERROR", "stackTrace");
        }
    }

    @Test
    void endDoesNotWaitForAKafkaThatIsAway() throws Exception {
        KAFKA.stop();
        try (ServiceProcess service = service().awaitStarted().awaitNotReady("Kafka does not answer")) {
            service.terminate();
            assertThat(service.awaitEnd()).isIn(0, 143);
            assertThat(service.output()).doesNotContain("Awaiting thread pool shutdown");
        } finally {
            KAFKA.start("-XX:TieredStopAtLevel=1");
        }
    }

    @Test
    void wrongCredentialsAreSaid() {
        try (ServiceProcess service = service("QUARKUS_DATASOURCE_USERNAME", "nobody-of-this-name")) {
            service.awaitStarted().awaitNotReady("refuses the user or the password");
        }
        try (ServiceProcess service = service("QUARKUS_DATASOURCE_REACTIVE_URL", POSTGRES.url() + "-not-there")) {
            service.awaitStarted().awaitNotReady("the database does not exist");
        }
    }

    @Test
    void wrongCredentialsAreSaid_eachTimeByKafka() {
        // a broker without accounts refuses them all
        try (ServiceProcess service = service(
                "KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "KAFKA_SASL_MECHANISM", "PLAIN",
                "KAFKA_SASL_JAAS_CONFIG", PLAIN_LOGIN + " required username=\"nobody\" password=\"nothing\";")) {
            service.awaitNotReady("Kafka refuses the credentials");
            Awaitility.await().during(Duration.ofSeconds(5)).until(() -> service.management("/q/health/ready")
                    .body()
                    .contains("Kafka refuses the credentials"));
            assertThat(service.output()).contains("Not ready, trying again: Kafka refuses the credentials");
            assertThat(service.output()).doesNotContain("\"ERROR", "stackTrace");
        }
    }

    @Test
    void oneServerMayTakeAnyPort() {
        try (ServiceProcess service = service("QUARKUS_HTTP_PORT", "0")) {
            service.awaitReady();
        }
        try (ServiceProcess service = service("QUARKUS_MANAGEMENT_PORT", "0")) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(ConnectException.class)
                    .until(() -> service.get("/v1/reachable").statusCode() == 204);
        }
    }

    @Test
    void newerSchemaIsRefused() throws Exception {
        String url = freshDatabase("newer");
        try (ServiceProcess service =
                service("QUARKUS_DATASOURCE_REACTIVE_URL", url).awaitReady()) {
            service.terminate();
            service.awaitEnd();
        }
        execute(url, "insert into schema_history (path, checksum) values ('zebra/001_new.sql', '\\x00')");
        RefusedStartIT.refuses(
                "The database schema is newer than this program", settings("QUARKUS_DATASOURCE_REACTIVE_URL", url));
    }

    @Test
    void manyReplicasApplyTheSchemaOnce() throws Exception {
        String url = freshDatabase("shared");
        try (ServiceProcess one = service("QUARKUS_DATASOURCE_REACTIVE_URL", url);
                ServiceProcess two = service("QUARKUS_DATASOURCE_REACTIVE_URL", url)) {
            one.awaitReady();
            two.awaitReady();
            assertThat(one.output() + two.output()).doesNotContain("\"ERROR");
        }
    }

    @Test
    void runningRequestIsServedBeforeTheEnd() throws Exception {
        try (ServiceProcess service = service().awaitReady();
                Socket caller = new Socket("localhost", service.port())) {
            OutputStream out = caller.getOutputStream();
            String body = "grant_type=client_credentials";
            String head = "POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                    + "\r\n\r\n";
            out.write((head + body.substring(0, 5)).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // an answered request on another connection shows that the head of the first has been read
            assertThat(service.get("/problems").headers().firstValue("Connection"))
                    .isEmpty();
            service.terminate();
            Awaitility.await().until(() -> service.output().contains("Waiting for HTTP requests to complete"));
            // who still comes, because the word has not reached every balancer, is served and sent elsewhere for the
            // next
            HttpResponse<String> late = service.get("/problems");
            assertThat(late.statusCode()).isEqualTo(200);
            assertThat(late.headers().firstValue("Connection")).hasValue("close");
            out.write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = caller.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 40");
            assertThat(service.awaitEnd()).isIn(0, 143);
            assertThatThrownBy(() -> service.get("/problems")).isInstanceOf(ConnectException.class);
        }
    }

    /** Of that name, whatever an earlier run has left in it. */
    private static String freshDatabase(String name) throws Exception {
        execute(POSTGRES.url(), "drop database if exists " + name);
        execute(POSTGRES.url(), "create database " + name);
        return POSTGRES.url().replaceFirst("/[^/]*$", "/" + name);
    }

    private static void execute(String url, String sql) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            String address =
                    url.replaceFirst("://", "://" + EmbeddedPostgres.USER + ":" + EmbeddedPostgres.PASSWORD + "@");
            PgConnection.connect(vertx, address)
                    .compose(connection -> connection.query(sql).execute())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }
}
