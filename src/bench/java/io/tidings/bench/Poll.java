package io.tidings.bench;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What a connection point asks all day: its edition, whole and unchanged, beside a bare Vert.x that sends as many bytes. */
final class Poll implements Workload {

    private static final String OPERATOR = "bench";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = Asking.table("GET /v1/hierarchies/{id}/updates of one enrolled connection point");
        for (var program : around.programs()) {
            // the cache only shortens the start
            if (program.shape() != Program.Shape.JVM_WITH_CACHE) {
                measure(program, around, table);
            }
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var secret = random();
        try (var server = program.start(
                "TIDINGS_CATALOG_EMBEDDED=true",
                "TIDINGS_ACCESS_LIMIT_IDENTITY_PER_SECOND=0",
                "TIDINGS_ACCESS_OPERATOR_ID=" + OPERATOR,
                "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret)) {
            var hierarchy = random();
            var site = enrol(Caller.of(server, OPERATOR, secret), hierarchy);
            report(around, hierarchy);
            var path = "/v1/hierarchies/" + hierarchy + "/updates";
            awaitEdition(site, path);
            beside(around, site, path, program.shape().label, table);
        }
    }

    private static void beside(Surroundings around, Caller site, String path, String label, Table table)
            throws Exception {
        var bearer = "Authorization: Bearer " + site.token();
        var server = site.server();
        var whole = new Load(server.port, path, 200, bearer);
        var headers = whole.headers();
        try (var bare = BareAnswer.start(around.folder(), Integer.parseInt(header(headers, "content-length")))) {
            var unchanged = new Load(server.port, path, 304, bearer, "If-None-Match: " + header(headers, "etag"));
            var all = List.of(
                    new Asking("bare 200", bare, new Load(bare.port, "/", 200)),
                    new Asking(label + " 200", server, whole),
                    new Asking("bare 304", bare, new Load(bare.port, "/", 304, "If-None-Match: \"bare\"")),
                    new Asking(label + " 304", server, unchanged));
            Asking.takeTurns(all);
            for (int i = 0; i < all.size(); i++) {
                all.get(i).addTo(table, all.get(i / 2 * 2));
            }
        }
    }

    private static Caller enrol(Caller operator, String hierarchy) throws Exception {
        var key = operator.post("/v1/enrolment-keys", "{}").path("enrolmentKey").asText();
        var credentials = operator.post(
                "/v1/hierarchies",
                """
                {"enrolmentKey": "%s", "hierarchyId": "%s", "mode": "online",
                 "site": {"code": "PS1", "type": "primary", "version": "5.00.9128.1000"}}"""
                        .formatted(key, hierarchy));
        return Caller.of(
                operator.server(),
                credentials.path("clientId").asText(),
                credentials.path("clientSecret").asText());
    }

    private static void report(Surroundings around, String hierarchy) throws Exception {
        var report =
                """
                {"schema": "usage-report/1", "reportId": "%s", "hierarchyId": "%s", "collectedAt": "%s", "level": 2,
                 "mode": "online", "branch": "current", "basePackage": {"ring": "ga", "downloadedOn": "2024-05-20"},
                 "sites": [{"code": "PS1", "type": "primary", "version": "5.00.9128.1000",
                            "roles": [{"role": "service-connection-point", "server": "s1"}]}]}"""
                        .formatted(UUID.randomUUID(), hierarchy, Instant.now());
        var settings = Map.<String, Object>of("bootstrap.servers", around.setting("kafka.bootstrap.servers"));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("usage-data", hierarchy, report)).get(1, TimeUnit.MINUTES);
        }
    }

    private static void awaitEdition(Caller site, String path) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (site.status(path) != 200) {
            site.server().rest(Duration.ofMillis(200));
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("no edition after " + PATIENCE);
            }
        }
    }

    private static String header(String headers, String name) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " among " + headers));
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
