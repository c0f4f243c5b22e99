package io.tidings.client;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that the audit is whole, or names the first entry at which it is not. */
@Command(
        name = "verify",
        description = "Proves that no entry was changed, removed or put in between. Exit code 1: one was; it is named.",
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {

    private final AuditSource database;

    @Parameters(
            paramLabel = "PLACE",
            description = "postgresql://user:password@host:port/database, or a file of tidings audit export.")
    private String place;

    @Option(
            names = "--includes",
            paramLabel = "HASH",
            description =
                    "The hash of an entry that is known to be there: without it, what was cut off the end is not missed.")
    private @Nullable String known;

    @Spec
    private CommandSpec spec;

    AuditVerifyCommand(AuditSource database) {
        this.database = database;
    }

    @Override
    public Integer call() {
        return Ceremony.run(spec, this::verify);
    }

    private void verify() throws IOException {
        AuditChain chain = new AuditChain(known);
        try {
            source(place, database).read(place, chain);
            spec.commandLine().getOut().println("whole: " + chain.proven());
            spec.commandLine().getOut().flush();
        } catch (AuditChain.Broken broken) {
            throw new IOException("broken: " + broken.getMessage(), broken);
        }
    }

    static AuditSource source(String place, AuditSource database) {
        return place.startsWith("postgresql://") || place.startsWith("postgres://") ? database : AuditExport::read;
    }
}
