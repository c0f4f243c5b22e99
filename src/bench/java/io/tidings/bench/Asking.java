package io.tidings.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** One server asked for one thing, round after round: answers per second and what each cost the server. */
final class Asking {

    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int WARM_UP = 3;
    static final int ROUNDS = 5;

    private final String label;
    private final Running server;
    private final Load load;
    final Samples perSecond = new Samples();
    final Samples cpuMicros = new Samples();

    Asking(String label, Running server, Load load) {
        this.label = label;
        this.server = server;
        this.load = load;
    }

    /** All of them take turns, so that a busy moment of the machine falls on each alike. */
    static void takeTurns(Iterable<Asking> all) throws IOException {
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (var asking : all) {
                asking.round(round >= 0);
            }
        }
    }

    private void round(boolean counts) throws IOException {
        var before = server.usage();
        long start = System.nanoTime();
        long answers = load.run(ROUND);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (counts) {
            perSecond.add(answers / seconds);
            cpuMicros.add(server.usage().cpuMicrosSince(before, answers));
        }
    }

    void addTo(Table table, Asking limit) throws IOException {
        table.row(
                label,
                perSecond.medianAsText(),
                perSecond.range(),
                perSecond.ratioTo(limit.perSecond),
                cpuMicros.medianAsText(),
                cpuMicros.ratioTo(limit.cpuMicros),
                String.format(Locale.ROOT, "%.0f", server.usage().rssMiB()));
    }

    static Table table(String what) {
        return new Table(
                what + ", " + Load.CONNECTIONS + " connections, " + WARM_UP + " rounds to warm up, then " + ROUNDS
                        + " of " + ROUND.toSeconds() + " s in turns",
                "server",
                "answers/s",
                "range",
                "to the limit",
                "CPU µs each",
                "to the limit",
                "RSS after, MiB");
    }
}
