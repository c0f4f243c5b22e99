package io.tidings.bench;

import io.tidings.bench.Crowd.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** From the request that publishes an update until each of two replicas answers a poll with the new edition. */
final class Freshness implements Workload {

    private static final int WARM_UP = 3;
    private static final int ROUNDS = 15;
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final String OPERATOR = "bench";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "two replicas, one asker at each, every %d ms; an update is published at the first, %d times after %d to warm up"
                        .formatted(PAUSE.toMillis(), ROUNDS, WARM_UP),
                "program",
                "new at the first after, ms",
                "range",
                "new at the other after, ms",
                "range");
        for (var program : around.programs()) {
            if (program.shape() != Program.Shape.JVM_WITH_CACHE) {
                measure(program, around, table);
            }
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var secret = UUID.randomUUID().toString();
        var settings = new String[] {
            "TIDINGS_CATALOG_EMBEDDED=true",
            "TIDINGS_ACCESS_LIMIT_IDENTITY_PER_SECOND=0",
            "TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND=0",
            "TIDINGS_ACCESS_OPERATOR_ID=" + OPERATOR,
            "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret
        };
        try (var first = program.start(settings);
                var other = program.start(settings)) {
            Member member = Crowd.gather(around, first, 1).members().getFirst();
            var operator = Caller.of(first, OPERATOR, secret);
            var askers = List.of(
                    new Asker(new Caller(first, member.token()), member.path(), new Samples()),
                    new Asker(new Caller(other, member.token()), member.path(), new Samples()));
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                publish(operator, askers, round >= 0);
            }
            table.row(
                    program.shape().label,
                    askers.get(0).millis().medianAsText(),
                    askers.get(0).millis().range(),
                    askers.get(1).millis().medianAsText(),
                    askers.get(1).millis().range());
        }
    }

    private static void publish(Caller operator, List<Asker> askers, boolean counts) throws Exception {
        String update = "fresh-" + UUID.randomUUID();
        operator.put(
                "/v1/updates/" + update,
                "{\"id\": \"" + update + "\", \"kind\": \"hotfix\", \"distribution\": \"in-console\"}");
        operator.server().rest(Duration.ofSeconds(1));
        List<String> before = askers.stream().map(Asker::tag).toList();
        long start = System.nanoTime();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < askers.size(); i++) {
            Asker asker = askers.get(i);
            String old = before.get(i);
            waiting.add(Thread.ofPlatform().start(() -> asker.awaitOther(old, start, counts)));
        }
        operator.post("/v1/updates/" + update + "/publish", "");
        for (Thread thread : waiting) {
            thread.join();
        }
    }

    /** One who asks one replica. */
    private record Asker(Caller caller, String path, Samples millis) {

        String tag() {
            try {
                return caller.tag(path).orElseThrow();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void awaitOther(String old, long start, boolean counts) {
            while (tag().equals(old)) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            if (counts) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
    }
}
