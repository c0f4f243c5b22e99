package io.tidings.bench;

import io.tidings.fleet.Fleet;
import io.tidings.fleet.FleetLine;
import io.tidings.fleet.Traffic;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reports that lie in Kafka already, two of each hierarchy or more, until the last is committed and judged; beside it the same bytes
 * through {@link IntakeLimit}. First of hierarchies that nobody has heard of, then the next weeks of the same, several times. Then a
 * service that stands still while reports go on coming, and how soon it has caught up.
 */
final class Intake implements Workload {

    /** {@code -Dbench.reports=20000} for a quick look. */
    private static final int REPORTS = Integer.getInteger("bench.reports", 200_000);

    private static final Duration STALL = Duration.ofSeconds(Integer.getInteger("bench.stall", 60));
    /** Until the compiler has done: afterwards it takes a tenth of the processor time, at first more than half. */
    private static final int WARM_UP = 600_000;

    private static final int HIERARCHIES = Integer.getInteger("bench.hierarchies", 100_000);
    /** So many are enough to know the limit; more would not fit into memory. */
    private static final int LIMITED = 200_000;

    /** Of those that are known by then; a fleet that sends so many has no year for more than one. */
    private static final int ROUNDS = REPORTS > LIMITED ? 1 : 3;

    private static final int QUARTERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** With the collector that the JVM chooses by itself in a container of the size that this heap is for, and divided as our image does. */
    private static final String HEAP = "JAVA_TOOL_OPTIONS=-Xmx256m -XX:+UseSerialGC -XX:NewRatio=1 -XX:SurvivorRatio=4";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "%,d reports of %,d hierarchies, heap 256 MiB; a stall of %d s under %,d reports/s"
                        .formatted(REPORTS, hierarchies(REPORTS), STALL.toSeconds(), Stall.PER_SECOND),
                "program",
                "reports/s",
                "raw upserts, rows/s",
                "to the limit",
                "CPU µs each",
                "RSS at each quarter, MiB",
                "fleet into Kafka, reports/s (per core)",
                "behind after the stall, reports",
                "caught up after, s");
        for (var program : around.programsUnderLoad()) {
            measure(program, around, table);
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        long seed = System.nanoTime();
        int present = Fleet.weekOf(Instant.now());
        int weeks = REPORTS / hierarchies(REPORTS);
        int before = present - ROUNDS * weeks;
        try (var server = program.start(HEAP, "TIDINGS_CATALOG_EMBEDDED=true");
                var backlog = new Backlog(around.setting("kafka.bootstrap.servers"));
                var judged = new Judged(around)) {
            send(around, postings(-seed, WARM_UP, present));
            backlog.awaitAtMost(0, server, PATIENCE);
            judged.await(server, PATIENCE);
            var limit = new IntakeLimit(postings(seed, REPORTS, before).limit(LIMITED));
            var raw = new Samples();
            raw.add(limit.run(around));
            var fresh = List.of(take(server, around, backlog, judged, postings(seed, REPORTS, before)));
            raw.add(limit.run(around));
            List<Taken> known = new ArrayList<>();
            for (int until = before + weeks; until <= present; until += weeks) {
                known.add(take(server, around, backlog, judged, postings(seed, REPORTS, until)));
                raw.add(limit.run(around));
            }
            var stall = Stall.of(server, around, backlog, STALL);
            add(table, program.shape().label + ", new hierarchies", fresh, raw, Optional.empty());
            add(table, program.shape().label + ", the same afterwards", known, raw, Optional.of(stall));
        }
    }

    private static void add(Table table, String label, List<Taken> rounds, Samples raw, Optional<Stall> stall) {
        var taken = new Samples();
        var cpu = new Samples();
        rounds.forEach(round -> {
            taken.add(round.perSecond());
            cpu.add(round.cpuMicros());
        });
        table.row(
                label,
                taken.medianAsText() + " (" + taken.range() + ")",
                raw.medianAsText() + " (" + raw.range() + ")",
                taken.ratioTo(raw),
                cpu.medianAsText(),
                String.join(", ", rounds.getLast().rss()),
                rounds.getLast().sent(),
                stall.map(said -> String.format(Locale.ROOT, "%,d", said.behind()))
                        .orElse(""),
                stall.map(said -> text(said.caughtUpAfter().toMillis() / 1e3)).orElse(""));
    }

    /** Two weeks or more before that one; hardly in order. */
    private static Stream<Traffic.Posting> postings(long seed, int reports, int until) {
        var fleet = new Fleet(seed);
        int hierarchies = hierarchies(reports);
        return new Traffic(seed + until)
                .of(IntStream.range(Math.max(0, until - reports / hierarchies), until)
                        .boxed()
                        .flatMap(week -> fleet.week(hierarchies, week)));
    }

    private static int hierarchies(int reports) {
        return Math.min(reports / 2, HIERARCHIES);
    }

    /** How many a second, and how many for a second of one core. */
    private static String send(Surroundings around, Stream<Traffic.Posting> postings) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        long[] count = {0};
        try (var line = new FleetLine(around.setting("kafka.bootstrap.servers"))) {
            postings.forEach(posting -> {
                line.send(posting);
                count[0]++;
            });
            line.flush();
        }
        return text(count[0] * 1e9 / (System.nanoTime() - start)) + " (" + text(count[0] * 1e9 / (cpuNanos() - cpu))
                + ")";
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private record Taken(String sent, double perSecond, double cpuMicros, List<String> rss) {}

    private static Taken take(
            Running server, Surroundings around, Backlog backlog, Judged judged, Stream<Traffic.Posting> postings)
            throws Exception {
        server.freeze();
        var sent = send(around, postings);
        server.goOn();
        var before = server.usage();
        long start = System.nanoTime();
        List<String> rss = new ArrayList<>();
        for (int quarter = 1; quarter <= QUARTERS; quarter++) {
            backlog.awaitAtMost((long) REPORTS * (QUARTERS - quarter) / QUARTERS, server, PATIENCE);
            rss.add(text(server.usage().rssMiB()));
        }
        judged.await(server, PATIENCE);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Taken(sent, REPORTS / seconds, server.usage().cpuMicrosSince(before, REPORTS), rss);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
