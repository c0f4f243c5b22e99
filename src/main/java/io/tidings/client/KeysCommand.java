package io.tidings.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys behind the signed metadata: to make them, and to agree on a root, with no service and no network. */
@Command(
        name = "keys",
        description = "Makes keys, and roots that say which key may speak for what.",
        mixinStandardHelpOptions = true,
        subcommands = {
            KeysCreateCommand.class,
            KeysRootCommand.class,
            KeysRotateCommand.class,
            KeysRevokeCommand.class,
            KeysSignCommand.class,
            KeysShowCommand.class
        })
public final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the keys");
    }
}
