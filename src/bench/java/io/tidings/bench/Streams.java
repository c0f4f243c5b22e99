package io.tidings.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** Notice streams that stay open, one for each of many hierarchies: what they weigh, and how soon all hear a message. */
final class Streams implements Workload {

    /** {@code -Dbench.streams=500} for a quick look. */
    private static final int COUNT = Integer.getInteger("bench.streams", 10_000);

    private static final int WARM_UP = Math.min(COUNT, 200);
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What the JVM chooses by itself in a container of 1 GiB, with half of that for the heap. */
    private static final String HEAP = "JAVA_TOOL_OPTIONS=-Xms16m -Xmx512m -XX:+UseSerialGC";

    /** As who holds streams and answers few polls starts the native executable (decision 0170). */
    private static final String YOUNG = "-Xmn16m";

    private static final String EVERYBODY = "TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND=0";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "%,d hierarchies, a token and a notice stream each, at a program that was started for them (heap of the JVM 16 to 512 MiB); %d streams to warm up; RSS after %d s of rest; then one message to all"
                        .formatted(COUNT, WARM_UP, SETTLE.toSeconds()),
                "program",
                "RSS before, MiB",
                "with all open, MiB",
                "more, MiB",
                "KiB a stream",
                "all open after, s",
                "CPU ms to open one",
                "all heard it after, s",
                "CPU ms to tell one",
                "RSS then, MiB");
        for (var program : around.programsUnderLoad()) {
            measure(program, around, table);
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        var operator = Operator.random();
        Crowd crowd;
        try (var server = program.start("TIDINGS_CATALOG_EMBEDDED=true", EVERYBODY)) {
            crowd = Crowd.gather(around, server, COUNT);
            server.awaitCalm(PATIENCE);
        }
        try (var server = program.start(HEAP, YOUNG, EVERYBODY, operator.setting(), operator.secretSetting());
                var listeners = new Listeners(server)) {
            warmUp(server, crowd);
            var before = server.usage();
            long start = System.nanoTime();
            listeners.open(crowd.members(), PATIENCE);
            double opened = (System.nanoTime() - start) / 1e9;
            var open = server.usage();
            server.rest(SETTLE);
            var rested = server.usage();
            double heard = tell(operator.at(server), listeners);
            var after = server.usage();
            table.row(
                    program.shape().label,
                    text(before.rssMiB()),
                    text(rested.rssMiB()),
                    text(rested.rssMiB() - before.rssMiB()),
                    text((rested.rssMiB() - before.rssMiB()) * 1024 / COUNT),
                    text(opened),
                    text(open.cpuMicrosSince(before, COUNT) / 1000),
                    text(heard),
                    text(after.cpuMicrosSince(rested, COUNT) / 1000),
                    text(after.rssMiB()));
        }
    }

    private static void warmUp(Running server, Crowd crowd) throws Exception {
        server.awaitCalm(PATIENCE);
        try (var first = new Listeners(server)) {
            first.open(crowd.members().subList(0, WARM_UP), PATIENCE);
        }
        server.awaitCalm(PATIENCE);
        server.rest(SETTLE);
    }

    /** How many seconds until the last has heard it. */
    private static double tell(Caller operator, Listeners listeners) throws Exception {
        var word = "~" + UUID.randomUUID();
        long start = System.nanoTime();
        operator.post("/v1/notices", "{\"text\": \"" + word + "\"}");
        listeners.awaitWord(word, PATIENCE);
        return (System.nanoTime() - start) / 1e9;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
