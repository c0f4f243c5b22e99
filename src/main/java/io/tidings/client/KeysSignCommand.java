package io.tidings.client;

import io.tidings.trust.KeyFile;
import io.tidings.trust.TopRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds one signature to a root; each holder of a key runs it on their own machine and hands the file on. */
@Command(
        name = "sign",
        description = "Adds one signature to a root. Look at it first with: keys show.",
        mixinStandardHelpOptions = true)
final class KeysSignCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The root to sign; the signature is written into it.")
    private Path file;

    @Option(names = "--key", required = true, paramLabel = "PEM", description = "The sealed key that signs.")
    private Path key;

    @Mixin
    private Passphrase passphrase;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ceremony.run(spec, () -> {
            var signer = new KeyFile(Files.readString(key)).open(passphrase.ask());
            var signed = Ceremony.root(file).with(signer);
            Files.write(file, signed.toBytes());
            var root = signed.metadata();
            var needed = root.of(TopRole.ROOT).threshold();
            spec.commandLine()
                    .getOut()
                    .println("signed with " + signer.key().keyId() + "; the root needs " + needed
                            + " of its own keys, and as many of the root before it");
        });
    }
}
