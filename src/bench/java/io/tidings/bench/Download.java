package io.tidings.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A large file that an update names, fetched by whom it is offered to, whole and a half of it, by one connection and by
 * several, in turns with a Vert.x that only sends the same file.
 */
final class Download implements Workload {

    /** {@code -Dbench.megabytes=64} for a quick look. */
    private static final int MIB = Integer.getInteger("bench.megabytes", 1024);

    private static final int SEVERAL = 8;
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "a file of %,d MiB, bytes to nowhere; %d round to warm up, then %d in turns"
                        .formatted(MIB, WARM_UP, ROUNDS),
                "server",
                "MiB/s",
                "range",
                "to the limit",
                "CPU ms a GiB",
                "to the limit",
                "RSS after, MiB");
        Path folder = around.folder().resolve("content");
        Path file = draw(around.folder().resolve("large"));
        try {
            for (var program : around.programsUnderLoad()) {
                measure(program, folder, file, table);
            }
        } finally {
            Files.delete(file);
        }
        return table;
    }

    private static Path draw(Path file) throws IOException {
        var random = new Random(1);
        var mib = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MIB; i++) {
                random.nextBytes(mib);
                out.write(mib);
            }
        }
        return file;
    }

    private static void measure(Program program, Path folder, Path file, Table table) throws Exception {
        var around = program.around();
        var operator = Operator.random();
        try (var server = program.start(
                "TIDINGS_CATALOG_EMBEDDED=true",
                "TIDINGS_DELIVERY_CONTENT_FOLDER=" + folder,
                operator.setting(),
                operator.secretSetting())) {
            var member = Crowd.gather(around, server, 1).members().getFirst();
            String sha256 = Operator.upload(operator.at(server), file);
            Path stored = folder.resolve(sha256.substring(0, 2)).resolve(sha256);
            try (var bare = BareAnswer.start(BareFile.class, around.folder(), stored.toString())) {
                var caller = operator.at(server);
                Operator.publish(caller, Operator.draft(caller, sha256));
                awaitRight(new Caller(server, member.token()), member.path(), sha256);
                server.awaitCalm(PATIENCE);
                takeTurns(
                        fetches("bare file", bare, "/file", ""),
                        fetches(program.shape().label, server, "/v1/content/" + sha256, member.token()),
                        table);
            } finally {
                Files.delete(stored);
            }
        }
    }

    /** Content goes to whom it is offered: the edition must name it. */
    private static void awaitRight(Caller asker, String updates, String sha256) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String edition = asker.body(updates);
        while (!edition.contains(sha256)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the edition does not name the content after " + PATIENCE + ": " + edition);
            }
            asker.server().rest(Duration.ofMillis(100));
            edition = asker.body(updates);
        }
    }

    private static void takeTurns(List<Fetch> bare, List<Fetch> ours, Table table) throws Exception {
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < bare.size(); i++) {
                bare.get(i).round(round >= 0);
                ours.get(i).round(round >= 0);
            }
        }
        for (int i = 0; i < bare.size(); i++) {
            bare.get(i).addTo(table, bare.get(i));
            ours.get(i).addTo(table, bare.get(i));
        }
    }

    private static List<Fetch> fetches(String label, Running server, String path, String token) {
        long bytes = (long) MIB << 20;
        var bearer = "Authorization: Bearer " + token;
        var whole = new Drain(server.port, path, 200, List.of(bearer));
        var half = new Drain(
                server.port, path, 206, List.of(bearer, "Range: bytes=" + bytes / 4 + "-" + (bytes / 4 * 3 - 1)));
        List<Fetch> fetches = new ArrayList<>();
        fetches.add(new Fetch(label + ", 1 connection", server, whole, 1));
        fetches.add(new Fetch(label + ", " + SEVERAL + " connections", server, whole, SEVERAL));
        fetches.add(new Fetch(label + ", half as a range", server, half, 1));
        return fetches;
    }

    /** One server, what is fetched there, and by how many at once. */
    private record Fetch(
            String label, Running server, Drain drain, int connections, Samples mibPerSecond, Samples cpuMillis) {

        Fetch(String label, Running server, Drain drain, int connections) {
            this(label, server, drain, connections, new Samples(), new Samples());
        }

        void round(boolean counts) throws Exception {
            var before = server.usage();
            long start = System.nanoTime();
            double mib = drain.run(connections) / 1048576.0;
            double seconds = (System.nanoTime() - start) / 1e9;
            if (counts) {
                mibPerSecond.add(mib / seconds);
                cpuMillis.add(server.usage().cpuMicrosSince(before, 1_000) / (mib / 1024));
            }
        }

        void addTo(Table table, Fetch limit) throws Exception {
            table.row(
                    label,
                    mibPerSecond.medianAsText(),
                    mibPerSecond.range(),
                    mibPerSecond.ratioTo(limit.mibPerSecond),
                    cpuMillis.medianAsText(),
                    cpuMillis.ratioTo(limit.cpuMillis),
                    String.format(Locale.ROOT, "%.0f", server.usage().rssMiB()));
        }
    }
}
