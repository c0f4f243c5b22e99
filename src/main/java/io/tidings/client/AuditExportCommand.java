package io.tidings.client;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the whole audit out of the database, to be kept and proven elsewhere. */
@Command(
        name = "export",
        description = "Writes all entries of the audit to a new file, one JSON object a line.",
        mixinStandardHelpOptions = true)
final class AuditExportCommand implements Callable<Integer> {

    private final AuditSource database;

    @Parameters(index = "0", paramLabel = "URL", description = "postgresql://user:password@host:port/database")
    private String url;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.")
    private Path file;

    @Spec
    private CommandSpec spec;

    AuditExportCommand(AuditSource database) {
        this.database = database;
    }

    @Override
    public Integer call() {
        return Ceremony.run(spec, this::export);
    }

    private void export() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            database.read(url, entry -> {
                try {
                    out.write(AuditExport.line(entry));
                    out.newLine();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
