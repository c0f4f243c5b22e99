package io.tidings.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The whole documented catalog over HTTP into an empty database, and once more when nothing differs. */
final class Import implements Workload {

    private static final Path DOCUMENT = Path.of("..", "shared", "configmgr", "catalog.json");
    private static final String OPERATOR = "bench";

    @Override
    public Table run(Surroundings around) throws Exception {
        var table = new Table(
                "POST /v1/updates/import, one request, right after the start", "program", "first, ms", "again, ms");
        var document = Files.readString(DOCUMENT);
        for (var program : around.programsUnderLoad()) {
            var secret = UUID.randomUUID().toString();
            try (var server = program.start(
                    "TIDINGS_ACCESS_OPERATOR_ID=" + OPERATOR, "TIDINGS_ACCESS_OPERATOR_SECRET=" + secret)) {
                var operator = Caller.of(server, OPERATOR, secret);
                table.row(program.shape().label, time(operator, document), time(operator, document));
            }
        }
        return table;
    }

    private static String time(Caller operator, String document) throws Exception {
        long start = System.nanoTime();
        operator.post("/v1/updates/import", document);
        return Long.toString(Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}
