package io.tidings.client;

import io.tidings.trust.KeyFile;
import io.tidings.trust.Scheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key pair: the secret half sealed by a passphrase, the public half in a file of its own to hand around. */
@Command(
        name = "create",
        description = "Makes a key pair: NAME.pem, sealed by a passphrase, and NAME.pub.pem to hand around.",
        mixinStandardHelpOptions = true)
final class KeysCreateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Path and name of the files, without an ending.")
    private Path name;

    @Option(names = "--scheme", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Scheme scheme = Scheme.ED25519;

    @Mixin
    private Passphrase passphrase;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ceremony.run(spec, () -> {
            var file = KeyFile.create(scheme, passphrase.askForNew());
            // first, so that no public half is left beside another's secret
            Ceremony.writeSecret(with(".pem"), file.text());
            Ceremony.writeNew(with(".pub.pem"), file.key().toPem().getBytes(StandardCharsets.US_ASCII));
            spec.commandLine().getOut().println("key " + file.key().keyId());
        });
    }

    private Path with(String ending) {
        return name.resolveSibling(name.getFileName() + ending);
    }
}
