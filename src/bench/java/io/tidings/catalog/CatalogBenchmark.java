package io.tidings.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and checking the whole documented catalog, and what 10,000 updates like its own take in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class CatalogBenchmark {

    private static final int MANY = 10_000;
    private static final int MEBIBYTE = 1 << 20;

    private final byte[] document =
            PublicCatalog.document().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Catalog kept;

    /** What lives on after everything else was collected. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Memory {
        public double mebibytes;
    }

    @Benchmark
    public Object readAndCheck() throws IOException {
        return CatalogImport.read(json.readTree(document));
    }

    @Benchmark
    public Object snapshotOfTenThousand(Memory memory) throws IOException {
        kept = null;
        byte[] many = many();
        long before = used();
        kept = CatalogJson.read(json.readTree(many));
        memory.mebibytes = (double) (used() - before) / MEBIBYTE;
        return kept;
    }

    /** Copies of the real updates, each with another id. */
    private static byte[] many() {
        ObjectNode whole = CatalogJson.write(PublicCatalog.load());
        ArrayNode updates = (ArrayNode) whole.path("updates");
        int own = updates.size();
        for (int i = own; i < MANY; i++) {
            ObjectNode copy = updates.get(i % own).deepCopy();
            copy.put("id", copy.path("id").asText() + "-" + i);
            updates.add(copy);
        }
        return whole.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
