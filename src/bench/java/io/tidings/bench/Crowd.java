package io.tidings.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Many hierarchies over fewer standings, enrolled, reported and with a token each: what a poll is measured with. They are on a
 * release that is supported: to whom it is not nothing new is offered.
 */
record Crowd(Path requests, List<Member> members, int bodyBytes) {

    private static final int MOST_STANDINGS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CALLERS = 16;

    // enrolling one by one is what the audit makes slow on purpose; only the asking is measured here
    private static final String ENROL =
            """
            with crowd as (
                select i, 'crowd-' || i as client, translate(encode(sha256(convert_to('crowd-' || i, 'UTF8')), 'base64'),
                       '+/=', '-_') as hierarchy from generate_series(1, $1::int) as i),
            points as (
                insert into access_connection_point (client_id, hierarchy_id, site_code, site_type, site_version, mode,
                    mode_since, enrolled_at)
                select client, hierarchy, 'PS1', 'primary', '5.00.9141.1000', 'online', now(), now() from crowd
                on conflict do nothing),
            secrets as (
                insert into access_secret (client_id, hash, created_at, expires_at)
                select client, sha256(convert_to('secret-of-' || client, 'UTF8')), now(), now() + interval '1 day'
                  from crowd on conflict do nothing)
            select hierarchy from crowd order by i""";

    /** One of them: where it asks, its token, and the tag of what it got. */
    record Member(String path, String token, String tag) {
        String line() {
            return path + " " + token + " " + tag;
        }
    }

    static int standings(int hierarchies) {
        return Math.min(MOST_STANDINGS, hierarchies);
    }

    static Crowd gather(Surroundings around, Running server, int size) throws Exception {
        List<String> hierarchies;
        try (var database = new Database(around)) {
            hierarchies = StreamSupport.stream(database.run(ENROL, size).spliterator(), false)
                    .map(row -> row.getString(0))
                    .toList();
        }
        report(around, hierarchies);
        List<Callable<Member>> firstPolls = new ArrayList<>();
        for (int i = 0; i < hierarchies.size(); i++) {
            String client = "crowd-" + (i + 1);
            String path = "/v1/hierarchies/" + hierarchies.get(i) + "/updates";
            firstPolls.add(() -> firstPoll(Caller.of(server, client, "secret-of-" + client), path));
        }
        return of(around, server, firstPolls);
    }

    /** The same with the same tokens at another service, which knows none of them yet. */
    Crowd at(Surroundings around, Running other) throws Exception {
        List<Callable<Member>> firstPolls = new ArrayList<>();
        for (Member member : members) {
            firstPolls.add(() -> firstPoll(new Caller(other, member.token()), member.path()));
        }
        return of(around, other, firstPolls);
    }

    private static Crowd of(Surroundings around, Running server, List<Callable<Member>> firstPolls) throws Exception {
        List<Member> members = new ArrayList<>();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<Member> member : callers.invokeAll(firstPolls)) {
                members.add(member.get());
            }
        }
        Path file = Files.write(
                around.folder().resolve("crowd.txt"),
                members.stream().map(Member::line).toList());
        Member first = members.getFirst();
        String headers = new Load(server.port, first.path(), 200, "Authorization: Bearer " + first.token()).headers();
        return new Crowd(file, members, Integer.parseInt(Poll.header(headers, "content-length")));
    }

    /** The day of the download makes the standing. */
    private static void report(Surroundings around, List<String> hierarchies) throws Exception {
        var sent = new ArrayList<Future<RecordMetadata>>();
        var settings = Map.<String, Object>of("bootstrap.servers", around.setting("kafka.bootstrap.servers"));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < hierarchies.size(); i++) {
                LocalDate day = LocalDate.of(2020, 1, 1).plusDays(i % standings(hierarchies.size()));
                sent.add(producer.send(new ProducerRecord<>(
                        "usage-data", hierarchies.get(i), report(hierarchies.get(i), day.toString()))));
            }
            for (var each : sent) {
                each.get(1, TimeUnit.MINUTES);
            }
        }
    }

    private static String report(String hierarchy, String day) {
        return """
                {"schema": "usage-report/1", "reportId": "%s", "hierarchyId": "%s", "collectedAt": "%s", "level": 2,
                 "mode": "online", "branch": "current", "basePackage": {"ring": "ga", "downloadedOn": "%s"},
                 "sites": [{"code": "PS1", "type": "primary", "version": "5.00.9141.1000",
                            "roles": [{"role": "service-connection-point", "server": "s1"}]}]}"""
                .formatted(UUID.randomUUID(), hierarchy, Instant.now(), day);
    }

    private static Member firstPoll(Caller caller, String path) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            var tag = caller.tag(path);
            if (tag.isPresent()) {
                return new Member(path, caller.token(), tag.get());
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("no edition for " + path + " after " + PATIENCE);
            }
            caller.server().rest(Duration.ofMillis(100));
        }
    }
}
