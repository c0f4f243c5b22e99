package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.LiveCatalog;
import io.tidings.catalog.PublicCatalog;
import io.tidings.hierarchy.Population;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The blast radius of one update of the documented catalog among 10,000 standings. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
public class PreviewBenchmark {

    private static final int STANDINGS = 10_000;

    private final Catalog catalog = PublicCatalog.load();
    private final LiveCatalog live =
            new LiveCatalog(1, LocalDate.of(2026, 11, 20), Instant.parse("2026-11-20T00:00:00Z"), catalog);
    private final List<Population> all = new ArrayList<>();

    public PreviewBenchmark() {
        var random = new StandingsAtRandom(catalog, 1);
        for (int i = 0; i < STANDINGS; i++) {
            all.add(new Population(random.next(), 100, "h" + i));
        }
    }

    @Benchmark
    public Object preview() {
        return Preview.of(live, catalog, live.at(), "35360093").look(all).toJson(Map.of());
    }
}
