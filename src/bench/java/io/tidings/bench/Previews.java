package io.tidings.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * A preview over HTTP, with the counting in the database: of drafts that fit all whom they may and a part of them, and of
 * changes to a rollout that is under way, for which every hierarchy is drawn. Few hierarchies, and ten times as many on the
 * same standings.
 */
final class Previews implements Workload {

    private static final int UPDATES = 1_000;
    private static final int STANDINGS = 10_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String SUPPORTED = "\"kind\": \"security\", \"distribution\": \"in-console\"";

    private static final List<Question> QUESTIONS = List.of(
            new Question("a draft for all who are supported", "bench-all", "{}"),
            new Question("a draft for one release", "bench-some", "{}"),
            new Question(
                    "a draft that is not stored",
                    "bench-none",
                    "{\"update\": {\"id\": \"bench-none\", " + SUPPORTED + "}}"),
            new Question(
                    "the next step of a rollout, drawn forward", "bench-rolling", "{\"rollout\": " + steps(50) + "}"),
            new Question("a rollout let go to all", "bench-rolling", "{\"rollout\": null}"));

    private record Question(String label, String update, String body) {
        JsonNode ask(Caller operator) throws Exception {
            return operator.post("/v1/updates/" + update + "/preview", body);
        }
    }

    /** Ten percent have it; so many get it next, and in the end all. */
    private static String steps(int next) {
        return """
                {"steps": [{"at": "2026-01-01T00:00:00Z", "percent": 10}, {"at": "2090-01-01T00:00:00Z", "percent": %d},
                           {"at": "2091-01-01T00:00:00Z", "percent": 100}]}"""
                .formatted(next);
    }

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "%,d updates, %,d standings; one preview after the other over HTTP, median of %d after %d to warm up"
                        .formatted(UPDATES, STANDINGS, ROUNDS, WARM_UP),
                "program",
                "hierarchies",
                "preview of",
                "would be offered it, hierarchies",
                "ms",
                "range",
                "CPU of the service, ms");
        for (var program : around.programs()) {
            // the drafts and the masses are there once
            if (program.shape() == Program.Shape.JVM) {
                measure(program, around, table);
            }
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var operator = Operator.random();
        try (var server = program.start("JAVA_TOOL_OPTIONS=-Xmx512m", operator.setting(), operator.secretSetting());
                var database = new Database(around)) {
            prepare(operator.at(server));
            var masses = new Masses(database, STANDINGS);
            for (int hierarchies : List.of(STANDINGS, 10 * STANDINGS)) {
                masses.fillUpTo(hierarchies);
                database.await(
                        "select count(*) from hierarchy_standing s where not exists ("
                                + "select from relevance_offer o where o.standing = s.id)",
                        0,
                        server,
                        PATIENCE);
                server.awaitCalm(PATIENCE);
                // a token lives for minutes, and the masses take some
                var caller = operator.at(server);
                for (var question : QUESTIONS) {
                    row(table, program, caller, question);
                }
            }
        }
    }

    private static void prepare(Caller operator) throws Exception {
        operator.post("/v1/updates/import", new LargeCatalog(UPDATES).json());
        operator.put("/v1/updates/bench-all", "{\"id\": \"bench-all\", " + SUPPORTED + "}");
        operator.put(
                "/v1/updates/bench-some",
                "{\"id\": \"bench-some\", " + SUPPORTED
                        + ", \"requirements\": [{\"kind\": \"on-releases\", \"releases\": [\"2509\"]}]}");
        operator.put("/v1/updates/bench-rolling", "{\"id\": \"bench-rolling\", " + SUPPORTED + "}");
        operator.put("/v1/updates/bench-rolling/rollout", steps(30));
        Operator.publish(operator, "bench-rolling");
    }

    private static void row(Table table, Program program, Caller operator, Question question) throws Exception {
        var server = operator.server();
        var millis = new Samples();
        JsonNode told = question.ask(operator);
        for (int i = 1; i < WARM_UP; i++) {
            told = question.ask(operator);
        }
        var before = server.usage();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            told = question.ask(operator);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        double cpu = server.usage().cpuMicrosSince(before, ROUNDS) / 1e3;
        long all = count(told, "gets") + count(told, "keeps");
        table.row(
                program.shape().label,
                "%,d".formatted(all + count(told, "blocked")),
                question.label(),
                "%,d".formatted(all),
                millis.medianAsText(),
                millis.range(),
                "%.0f".formatted(cpu));
    }

    private static long count(JsonNode told, String who) {
        return told.path(who).path("hierarchies").asLong();
    }
}
