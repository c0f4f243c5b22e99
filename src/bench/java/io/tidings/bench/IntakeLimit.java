package io.tidings.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.fleet.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The limit of the intake: the same bytes in the same order, 500 rows an upsert, one table, one client. */
final class IntakeLimit {

    private final List<String[]> keys = new ArrayList<>();
    private final List<String[]> bodies = new ArrayList<>();
    private int rows;

    /** Everything is made beforehand: the limit does nothing but send. */
    IntakeLimit(Stream<Traffic.Posting> postings) {
        var batch = new ArrayList<Traffic.Posting>(RawBatches.ROWS);
        postings.forEach(posting -> {
            batch.add(posting);
            if (batch.size() == RawBatches.ROWS) {
                add(batch);
                batch.clear();
            }
        });
        add(batch);
    }

    private void add(List<Traffic.Posting> batch) {
        keys.add(batch.stream().map(Traffic.Posting::key).toArray(String[]::new));
        bodies.add(batch.stream()
                .map(one -> new String(one.report().toJson(), UTF_8))
                .toArray(String[]::new));
        rows += batch.size();
    }

    /** Rows a second, from an empty table to the last row. */
    double run(Surroundings around) {
        try (var batches = new RawBatches(around)) {
            long start = System.nanoTime();
            for (int i = 0; i < keys.size(); i++) {
                batches.write(keys.get(i), bodies.get(i));
            }
            return rows / ((System.nanoTime() - start) / 1e9);
        }
    }
}
