package io.tidings.bench;

import java.time.Duration;

/**
 * How long from the command to readiness, and what the idle service then holds: the schema is in place already. Beside it a
 * command that needs no service.
 */
final class Start implements Workload {

    private static final int ROUNDS = 7;
    private static final Duration IDLE = Duration.ofSeconds(5);

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "one start to warm the disk cache, then the median of " + ROUNDS + "; idle after " + IDLE.toSeconds()
                        + " s",
                "program",
                "start to ready, ms",
                "range",
                "CPU to ready, ms",
                "idle RSS, MiB",
                "range",
                "`--version`, ms",
                "range");
        for (var program : around.programs()) {
            program.start().close();
            measure(program, table);
        }
        return table;
    }

    private static void measure(Program program, Table table) throws Exception {
        var ready = new Samples();
        var cpu = new Samples();
        var rss = new Samples();
        var command = new Samples();
        for (int round = 0; round < ROUNDS; round++) {
            try (var running = program.start()) {
                ready.add(running.startToReady().toNanos() / 1e6);
                cpu.add(running.usage().cpuMicros() / 1e3);
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
