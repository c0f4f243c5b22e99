package io.tidings.client;

import io.tidings.trust.Root;
import io.tidings.trust.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts the first root of a repository out of public keys. The secret halves of the root's own keys stay offline. */
@Command(
        name = "root",
        description = "Drafts the first root of a repository out of public keys.",
        mixinStandardHelpOptions = true)
final class KeysRootCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The root to write: 1.root.json.")
    private Path file;

    @Option(names = "--root", required = true, paramLabel = "PUB", description = "A public key of the root; repeat it.")
    private List<Path> root;

    @Option(names = "--threshold", description = "How many of the root's keys must sign; default ${DEFAULT-VALUE}.")
    private int threshold = 2;

    @Option(
            names = "--online",
            required = true,
            paramLabel = "PUB",
            description = "The public key of the service, for timestamp and snapshot.")
    private Path online;

    @Option(
            names = "--targets",
            required = true,
            paramLabel = "PUB",
            description = "A public key for targets; repeat it.")
    private List<Path> targets;

    @Option(names = "--days", description = "How long the root is good; default ${DEFAULT-VALUE}.")
    private int days = 365;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ceremony.run(spec, () -> Ceremony.writeDraft(spec, file, draft()));
    }

    private Root draft() throws IOException {
        return Root.first(keys(root), threshold, Ceremony.publicKey(online), keys(targets), Ceremony.until(days));
    }

    private static List<VerificationKey> keys(List<Path> files) throws IOException {
        var keys = new ArrayList<VerificationKey>();
        for (var file : files) {
            keys.add(Ceremony.publicKey(file));
        }
        return keys;
    }
}
