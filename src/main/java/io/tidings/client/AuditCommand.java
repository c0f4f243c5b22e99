package io.tidings.client;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be asked of the audit without trusting the service that wrote it. */
@Command(name = "audit", description = "Examines the record of who did what.", mixinStandardHelpOptions = true)
public final class AuditCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private AuditCommand() {}

    /** The command with the one way to a database, which the program has and the far end does not need. */
    public static CommandLine with(AuditSource database) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new AuditVerifyCommand(database))
                .addSubcommand(new AuditExportCommand(database));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the audit");
    }
}
