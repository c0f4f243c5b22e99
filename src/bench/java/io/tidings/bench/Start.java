package io.tidings.bench;

import java.time.Duration;

/**
 * How long from the command to readiness, one start after the other, and what the idle service then holds: the schema is in place
 * already. Beside it a command that needs no service.
 */
final class Start implements Workload {

    /** For the disk cache, and for the broker, whose compiler is on the same cores. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final int STARTS = 15;
    private static final int RESTS = 5;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(5);

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "after %d s of starts the median of %d more, one after the other; idle the median of %d, after %d s"
                        .formatted(WARM_UP.toSeconds(), STARTS, RESTS, IDLE.toSeconds()),
                "program",
                "start to ready, ms",
                "range",
                "CPU to ready, ms",
                "idle RSS, MiB",
                "range",
                "`--version`, ms",
                "range");
        for (var program : around.programs()) {
            warmUp(program);
            measure(program, table);
        }
        return table;
    }

    private static void warmUp(Program program) throws Exception {
        long end = System.nanoTime() + WARM_UP.toNanos();
        do {
            program.start().close();
        } while (System.nanoTime() < end);
    }

    private static void measure(Program program, Table table) throws Exception {
        var ready = new Samples();
        var cpu = new Samples();
        var rss = new Samples();
        var command = new Samples();
        for (int round = 0; round < STARTS; round++) {
            try (var running = program.start()) {
                ready.add(running.startToReady().toNanos() / 1e6);
                cpu.add(running.usage().cpuMicros() / 1e3);
                // what it has begun is done before the next one
                running.rest(BETWEEN);
            }
        }
        for (int round = 0; round < RESTS; round++) {
            try (var running = program.start()) {
                running.rest(IDLE);
                rss.add(running.usage().rssMiB());
            }
            command.add(program.run("--version").toNanos() / 1e6);
        }
        table.row(
                program.shape().label,
                ready.medianAsText(),
                ready.range(),
                cpu.medianAsText(),
                rss.medianAsText(),
                rss.range(),
                command.medianAsText(),
                command.range());
    }
}
