package io.tidings.bench;

import io.tidings.fleet.Fleet;
import io.tidings.fleet.FleetLine;
import io.tidings.fleet.Variation;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports through Kafka, each with a standing that nobody had: from the commit that brought the standing to the commit that
 * brought its offers. Both are told by the database, which keeps the time of every commit.
 */
final class Fresh implements Workload {

    private static final int STANDINGS = 10_000;
    private static final List<Integer> PACES = List.of(10, 50, 200);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration SPAN = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String JUDGED =
            """
            select extract(epoch from min(pg_xact_commit_timestamp(o.xmin))
                       - pg_xact_commit_timestamp(s.added_in::xid))::float8 * 1000
              from hierarchy_standing s join relevance_offer o on o.standing = s.id
             where s.added_in > $1::text::xid8 group by s.id, s.added_in""";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "new standings for %d s beside %,d that are there, from the commit of the report to that of the offers"
                        .formatted(SPAN.toSeconds(), STANDINGS),
                "program",
                "reports/s",
                "new standings",
                "judged after, ms",
                "99 of 100 within, ms",
                "range");
        for (var program : around.programsUnderLoad()) {
            measure(program, around, table);
        }
        return table;
    }

    private static void measure(Program program, Surroundings around, Table table) throws Exception {
        try (var server = program.start("JAVA_TOOL_OPTIONS=-Xmx512m", "TIDINGS_CATALOG_EMBEDDED=true");
                var backlog = new Backlog(around.setting("kafka.bootstrap.servers"));
                var judged = new Judged(around);
                var database = new Database(around);
                var line = new FleetLine(around.setting("kafka.bootstrap.servers"))) {
            new Masses(database, STANDINGS).fillUpTo(STANDINGS);
            judged.await(server, PATIENCE);
            var stream = new Stream(line, UUID.randomUUID().toString());
            stream.send(PACES.getLast(), WARM_UP);
            for (int pace : PACES) {
                backlog.awaitAtMost(0, server, PATIENCE);
                judged.await(server, PATIENCE);
                server.awaitCalm(PATIENCE);
                String before = Long.toString(database.number("select pg_current_xact_id()::text::int8"));
                int sent = stream.send(pace, SPAN);
                backlog.awaitAtMost(0, server, PATIENCE);
                judged.await(server, PATIENCE);
                var millis = new Samples();
                for (Row row : database.run(JUDGED, before)) {
                    millis.add(row.getDouble(0));
                }
                if (millis.size() != sent) {
                    throw new IllegalStateException(millis.size() + " standings came of " + sent + " reports");
                }
                table.row(
                        program.shape().label,
                        Integer.toString(pace),
                        "%,d".formatted(sent),
                        millis.medianAsText(),
                        millis.percentile(99),
                        millis.range());
            }
        }
    }

    /** Each report of another hierarchy, which opted in to something that nobody else did. */
    private static final class Stream {
        private final FleetLine line;
        private final String run;
        private final Fleet fleet = new Fleet(System.nanoTime());
        private final int week = Fleet.weekOf(Instant.now()) - 1;
        private int number;

        Stream(FleetLine line, String run) {
            this.line = line;
            this.run = run;
        }

        int send(int perSecond, Duration span) {
            int many = (int) (perSecond * span.toSeconds());
            long begin = System.nanoTime();
            for (int i = 0; i < many; i++) {
                var report = Variation.of(fleet.report(number++, week))
                        .earlyRingOptIn(run + "-" + number)
                        .report();
                line.send(report.hierarchyId(), report.toJson());
                LockSupport.parkNanos(begin + (i + 1) * (1_000_000_000L / perSecond) - System.nanoTime());
            }
            line.flush();
            return many;
        }
    }
}
