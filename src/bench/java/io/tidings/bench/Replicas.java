package io.tidings.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** From the request that publishes an update at one of two replicas until each answers a poll with the new edition. */
final class Replicas implements Workload {

    /** {@code -Dbench.replicas=100} for a quick look. */
    private static final int HIERARCHIES = Integer.getInteger("bench.replicas", 2_000);

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 10;
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "two replicas, both asked by %,d hierarchies over %,d standings; an update for all of them is published at the first, one asker at each every %d ms; %d rounds after %d to warm up"
                        .formatted(HIERARCHIES, Crowd.standings(HIERARCHIES), PAUSE.toMillis(), ROUNDS, WARM_UP),
                "program",
                "new where it was published after, ms",
                "range",
                "new at the other after, ms",
                "range");
        for (var program : around.programsUnderLoad()) {
            measure(program, around, table);
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var operator = Operator.random();
        var settings = new String[] {
            "TIDINGS_CATALOG_EMBEDDED=true",
            "TIDINGS_ACCESS_LIMIT_IDENTITY_PER_SECOND=0",
            "TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND=0",
            operator.setting(),
            operator.secretSetting()
        };
        try (var first = program.start(settings);
                var other = program.start(settings);
                var database = new Database(around)) {
            var crowd = Crowd.gather(around, first, HIERARCHIES);
            var member = crowd.at(around, other).members().getFirst();
            var askers = List.of(
                    new Asker(new Caller(first, member.token()), member.path(), new Samples()),
                    new Asker(new Caller(other, member.token()), member.path(), new Samples()));
            first.awaitCalm(PATIENCE.multipliedBy(4));
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                publish(operator.at(first), askers, database, round >= 0);
            }
            table.row(
                    program.shape().label,
                    askers.get(0).millis().medianAsText(),
                    askers.get(0).millis().range(),
                    askers.get(1).millis().medianAsText(),
                    askers.get(1).millis().range());
        }
    }

    private static void publish(Caller operator, List<Asker> askers, Database database, boolean counts)
            throws Exception {
        String id = Operator.draft(operator, "");
        // a draft is an epoch, too, though nobody is offered it
        database.await(
                "select count(*) from catalog_epoch where number > (select epoch from relevance_live)",
                0,
                operator.server(),
                PATIENCE);
        operator.server().rest(Duration.ofSeconds(1));
        List<Future<Double>> waiting = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(askers.size())) {
            List<String> before = new ArrayList<>();
            for (Asker asker : askers) {
                before.add(asker.tag());
            }
            long start = System.nanoTime();
            for (int i = 0; i < askers.size(); i++) {
                var asker = askers.get(i);
                var old = before.get(i);
                waiting.add(threads.submit(() -> asker.millisUntilOther(old, start)));
            }
            Operator.publish(operator, id);
            for (int i = 0; i < askers.size(); i++) {
                double millis = waiting.get(i).get();
                if (counts) {
                    askers.get(i).millis().add(millis);
                }
            }
        }
    }

    /** One who asks one replica. */
    private record Asker(Caller caller, String path, Samples millis) {

        String tag() throws Exception {
            return caller.tag(path).orElseThrow(() -> new IllegalStateException("no edition at " + path));
        }

        double millisUntilOther(String old, long start) throws Exception {
            while (Objects.equals(tag(), old)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("the old edition still, after " + PATIENCE);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
