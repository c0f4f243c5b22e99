package io.tidings.bench;

import java.time.Duration;
import java.util.List;

/** What this machine can do at all: the two limits that other workloads are held against, on their own. */
final class Limits implements Workload {

    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int BODY = 1024;

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = Asking.table("1 KiB of a bare Vert.x; " + RawBatches.ROWS + "-row upserts of 1 KiB rows");
        try (var bare = BareAnswer.start(around.folder(), BODY)) {
            var full = new Asking("bare 200", bare, new Load(bare.port, "/", 200));
            var unchanged = new Asking("bare 304", bare, new Load(bare.port, "/", 304, "If-None-Match: \"bare\""));
            Asking.takeTurns(List.of(full, unchanged));
            full.addTo(table, full);
            unchanged.addTo(table, unchanged);
        }
        try (var batches = new RawBatches(around)) {
            var rows = new Samples();
            batches.run(ROUND);
            for (int round = 0; round < Asking.ROUNDS; round++) {
                rows.add(batches.run(ROUND));
            }
            table.row("raw upsert, rows/s", rows.medianAsText(), rows.range(), "1.00", "", "", "");
        }
        return table;
    }
}
