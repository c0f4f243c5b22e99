package io.tidings.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What connection points ask all day: their editions, whole and unchanged, each with a token of its own, in turns with a bare
 * Vert.x that gets the same requests and sends as many bytes.
 */
final class Poll implements Workload {

    /** {@code -Dbench.hierarchies=10000} for a quick look. */
    private static final int HIERARCHIES = Integer.getInteger("bench.hierarchies", 100_000);

    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 4;
    private static final int BODY = 2_000;
    /** As who serves so many starts the native executable (decision 0170). */
    private static final String YOUNG = "-Xmn128m";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "%,d hierarchies over %,d standings, a token each, wrk with %d connections, %d round to warm up, then %d of %d s in turns"
                        .formatted(
                                HIERARCHIES,
                                Crowd.standings(HIERARCHIES),
                                Wrk.CONNECTIONS,
                                WARM_UP,
                                ROUNDS,
                                ROUND.toSeconds()),
                "server",
                "answers/s",
                "range",
                "to the limit",
                "CPU µs each",
                "p99 ms",
                "range",
                "to the limit",
                "RSS after, MiB");
        Optional<Crowd> crowd = Optional.empty();
        for (var program : around.programsUnderLoad()) {
            crowd = Optional.of(measure(program, crowd, table));
        }
        return table;
    }

    /** Enrolled and reported is once: the next program is asked by those who have tokens. */
    private static Crowd measure(Program program, Optional<Crowd> before, Table table) throws Exception {
        var around = program.around();
        var operator = Operator.random();
        try (var server = program.start(
                YOUNG,
                "TIDINGS_CATALOG_EMBEDDED=true",
                "TIDINGS_ACCESS_TOKEN_LIFETIME=PT2H",
                "TIDINGS_ACCESS_LIMIT_IDENTITY_PER_SECOND=0",
                "TIDINGS_ACCESS_LIMIT_ADDRESS_PER_SECOND=0",
                operator.setting(),
                operator.secretSetting())) {
            offerEnough(around, server, operator.at(server));
            var crowd =
                    before.isPresent() ? before.get().at(around, server) : Crowd.gather(around, server, HIERARCHIES);
            server.awaitCalm(PATIENCE);
            try (var bare = BareAnswer.start(around.folder(), crowd.bodyBytes())) {
                String label = program.shape().label;
                var all = List.of(
                        new Asked("bare 200", bare, false),
                        new Asked(label + " 200, " + crowd.bodyBytes() + " bytes", server, false),
                        new Asked("bare 304", bare, true),
                        new Asked(label + " 304", server, true));
                for (int round = -WARM_UP; round < ROUNDS; round++) {
                    for (var asked : all) {
                        asked.round(crowd, round >= 0);
                    }
                }
                for (int i = 0; i < all.size(); i++) {
                    all.get(i).addTo(table, all.get(i / 2 * 2));
                }
            }
            return crowd;
        }
    }

    /** Publishes until an edition is of the size that is to be measured. */
    private static void offerEnough(Surroundings around, Running server, Caller operator) throws Exception {
        var scout = Crowd.gather(around, server, 1).members().getFirst();
        var asker = new Caller(server, scout.token());
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int length = asker.body(scout.path()).length(); length < BODY; ) {
            Operator.publish(operator, Operator.draft(operator, ""));
            int before = length;
            while (length == before) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("what is published does not reach the edition in " + PATIENCE);
                }
                server.rest(Duration.ofMillis(20));
                length = asker.body(scout.path()).length();
            }
        }
    }

    /** One server, asked in one way. */
    private record Asked(
            String label, Running server, boolean conditional, Samples perSecond, Samples cpuMicros, Samples p99) {

        Asked(String label, Running server, boolean conditional) {
            this(label, server, conditional, new Samples(), new Samples(), new Samples());
        }

        void round(Crowd crowd, boolean counts) throws Exception {
            var before = server.usage();
            var said = Wrk.run(server, crowd.requests(), conditional, ROUND);
            if (counts) {
                perSecond.add(said.perSecond());
                cpuMicros.add(server.usage().cpuMicrosSince(before, said.answers()));
                p99.add(said.p99Millis());
            }
        }

        void addTo(Table table, Asked limit) throws Exception {
            table.row(
                    label,
                    perSecond.medianAsText(),
                    perSecond.range(),
                    perSecond.ratioTo(limit.perSecond),
                    cpuMicros.medianAsText(),
                    String.format(Locale.ROOT, "%.1f", p99.median()),
                    p99.range(),
                    p99.ratioTo(limit.p99),
                    String.format(Locale.ROOT, "%.0f", server.usage().rssMiB()));
        }
    }

    static String header(String headers, String name) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " among " + headers));
    }
}
