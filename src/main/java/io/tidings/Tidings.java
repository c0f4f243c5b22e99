package io.tidings;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.tidings.client.AuditCommand;
import io.tidings.client.KeysCommand;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The program: one main for the jar and the native binary. Without a command it serves. Exit codes: 0 done, 1 refused or
 * failed, 2 wrong usage. Only {@code serve} starts the container; every other command is plain Java and answers at once.
 */
@QuarkusMain
@Command(
        name = "tidings",
        description = "The cloud side of Configuration Manager's service connection point.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildFacts.class,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {ServeCommand.class, KeysCommand.class})
public final class Tidings implements Callable<Integer> {

    private final ServeCommand serve = new ServeCommand();

    private Tidings() {}

    public static void main(String... args) {
        int code = isToServe(args) ? new ServeCommand().call() : commandLine().execute(args);
        // a service that has been told to stop leaves through its own exit handler, which in dev mode must not end the
        // JVM
        if (code != ServeCommand.SERVED) {
            System.exit(code);
        }
    }

    /** Known without reading the commands, which takes a twentieth of the start. */
    private static boolean isToServe(String... args) {
        return args.length == 0 || List.of(args).equals(List.of("serve"));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tidings()).addSubcommand(AuditCommand.with(AuditDatabase::read));
    }

    @Override
    public Integer call() {
        return serve.call();
    }
}
