package io.tidings.bench;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A publication that fits everybody, from its request until it is live for all standings, with few hierarchies and with a
 * hundred times as many on the same standings; beside it the same rows copied by the database. What there is to tell is thrown
 * away after each round but the last, which runs until all have been told; notices are not written.
 */
final class Publication implements Workload {

    private static final int UPDATES = 1_000;
    private static final int STANDINGS = 10_000;
    private static final int MANY = Integer.getInteger("bench.publication.hierarchies", 1_000_000);
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String OPERATOR = "bench";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "%,d updates, %,d standings; a publication for all of them, median of %d rounds after %d to warm up"
                        .formatted(UPDATES, STANDINGS, ROUNDS, WARM_UP),
                "program",
                "hierarchies",
                "live after, ms",
                "range",
                "CPU of the service, ms",
                "the same rows copied, ms",
                "then told, records/s",
                "CPU µs a record");
        for (var program : around.programs()) {
            // what is published is there once
            if (program.shape() == Program.Shape.JVM) {
                measure(program, around, table);
            }
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var secret = UUID.randomUUID().toString();
        try (var server = program.start(
                        "JAVA_TOOL_OPTIONS=-Xmx512m",
                        "TIDINGS_ACCESS_OPERATOR_ID=" + OPERATOR,
                        "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret);
                var database = new Database(around)) {
            Caller.of(server, OPERATOR, secret).post("/v1/updates/import", new LargeCatalog(UPDATES).json());
            var round = new Round(server, database);
            var masses = new Masses(database, STANDINGS);
            database.run(
                    "insert into notice_watch (name, epoch) values ('offers', 9000000000000000000) on conflict (name) do update"
                            + " set epoch = excluded.epoch");
            for (int hierarchies : List.of(STANDINGS, MANY)) {
                masses.fillUpTo(hierarchies);
                round.settle();
                // a token lives for minutes, and the masses take some
                round.operator = Caller.of(server, OPERATOR, secret);
                for (int i = 0; i < WARM_UP; i++) {
                    round.publish();
                }
                round.clear();
                for (int i = 0; i < ROUNDS; i++) {
                    round.publish();
                    round.copy();
                }
                var told = round.tell(hierarchies);
                table.row(
                        program.shape().label,
                        "%,d".formatted(hierarchies),
                        round.live.medianAsText(),
                        round.live.range(),
                        round.cpu.medianAsText(),
                        round.copied.medianAsText(),
                        "%,.0f".formatted(told.perSecond()),
                        "%.1f".formatted(told.cpuMicros()));
            }
        }
    }

    private record Told(double perSecond, double cpuMicros) {}

    /** One service under measurement. */
    private static final class Round {
        private static final String LIVE = "select epoch from relevance_live";

        private final Running server;
        private final Database database;
        private @Nullable Caller operator;
        private int number;
        private Samples live = new Samples();
        private Samples cpu = new Samples();
        private Samples copied = new Samples();

        Round(Running server, Database database) {
            this.server = server;
            this.database = database;
        }

        void clear() {
            live = new Samples();
            cpu = new Samples();
            copied = new Samples();
        }

        private void await(String count) throws Exception {
            database.await("select count(*) from " + count, 0, server, PATIENCE);
        }

        /** Until all are judged and have been told what they are offered so far. */
        void settle() throws Exception {
            await("hierarchy_standing s where not exists (select from relevance_offer o where o.standing = s.id)");
            await("delivery_mark where transaction < " + database.number("select pg_current_xact_id()::text::int8"));
            await("relevance_change");
        }

        void publish() throws Exception {
            database.run("delete from relevance_change");
            var id = "published-" + number++;
            var caller = Objects.requireNonNull(operator);
            caller.put(
                    "/v1/updates/" + id,
                    "{\"id\": \"%s\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}".formatted(id));
            await("catalog_epoch where number > (select epoch from relevance_live)");
            long next = database.number(LIVE) + 1;
            var before = server.usage();
            long start = System.nanoTime();
            caller.post("/v1/updates/" + id + "/publish", "");
            database.await(LIVE, next, server, PATIENCE);
            live.add((System.nanoTime() - start) / 1e6);
            cpu.add(server.usage().cpuMicrosSince(before, 1_000));
        }

        /** What the database alone needs for the rows of an epoch. */
        void copy() throws Exception {
            database.run("drop table if exists bench_offer");
            database.run("create table bench_offer (like relevance_offer including all)");
            long start = System.nanoTime();
            database.run(
                    "insert into bench_offer select o.* from relevance_offer o join relevance_live l using (epoch)");
            copied.add((System.nanoTime() - start) / 1e6);
        }

        /** Everybody what the last publication brought, the notices aside. */
        Told tell(int hierarchies) throws Exception {
            var before = server.usage();
            long start = System.nanoTime();
            await("relevance_change");
            await("delivery_told where was is not null");
            return new Told(
                    hierarchies / ((System.nanoTime() - start) / 1e9),
                    server.usage().cpuMicrosSince(before, hierarchies));
        }
    }
}
