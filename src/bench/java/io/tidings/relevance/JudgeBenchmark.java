package io.tidings.relevance;

import io.tidings.catalog.Catalog;
import io.tidings.catalog.PublicCatalog;
import io.tidings.hierarchy.Standing;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Judging one standing against the whole documented catalog: by its index, by the rules, and what an index costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JudgeBenchmark {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    /** Enough that no branch predictor learns them, few enough to stay in the cache. */
    private static final int STANDINGS = 1024;

    private final Catalog catalog = PublicCatalog.load();
    private final CompiledCatalog compiled = new CompiledCatalog(catalog, DAY);
    private final Situation situation = Situation.of(catalog, DAY, Gates.NONE);
    private final Standing[] standings = standings();
    private int next;

    private Standing[] standings() {
        var random = new StandingsAtRandom(catalog, 1);
        return Stream.generate(random::next).limit(STANDINGS).toArray(Standing[]::new);
    }

    private Standing standing() {
        return standings[next++ % STANDINGS];
    }

    @Benchmark
    public List<String> compiled() {
        return compiled.offered(standing());
    }

    @Benchmark
    public List<String> plain() {
        return Relevance.judge(standing(), situation).offered();
    }

    @Benchmark
    public CompiledCatalog compile() {
        return new CompiledCatalog(catalog, DAY);
    }
}
