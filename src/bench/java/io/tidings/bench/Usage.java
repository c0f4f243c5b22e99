package io.tidings.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one process has used so far, from Linux's own books: the load generator and the database have theirs. Processor time
 * comes in steps of 10 ms, so a round should last seconds.
 */
record Usage(long cpuMicros, long rssKiB) {

    private static final long TICK_MICROS = 10_000;

    static Usage of(long pid) throws IOException {
        var books = Path.of("/proc", Long.toString(pid));
        var stat = Files.readString(books.resolve("stat"));
        // the second field is the program's name in brackets and may hold spaces
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        long rss = Files.readAllLines(books.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        return new Usage(ticks * TICK_MICROS, rss);
    }

    double rssMiB() {
        return rssKiB / 1024.0;
    }

    double cpuMicrosSince(Usage earlier, long units) {
        return (double) (cpuMicros - earlier.cpuMicros) / Math.max(1, units);
    }
}
