package io.tidings.client;

import io.tidings.trust.Root;
import io.tidings.trust.TopRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Drafts the root after a key was lost or stolen: it speaks for nothing any more, and another takes its place where it
 * stood. New keys for timestamp and snapshot also make clients forget the numbers that a thief may have signed.
 */
@Command(
        name = "revoke",
        description = "Drafts the root after a key was lost or stolen: nowhere it, everywhere its replacement.",
        mixinStandardHelpOptions = true)
final class KeysRevokeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OLD", description = "The newest root: N.root.json.")
    private Path old;

    @Parameters(index = "1", paramLabel = "FILE", description = "The root to write: N+1.root.json.")
    private Path file;

    @Parameters(index = "2", paramLabel = "KEYID", description = "The key that is gone.")
    private String keyId;

    @Option(names = "--replacement", paramLabel = "PUB", description = "The public key that takes its place.")
    private @Nullable Path replacement;

    @Option(names = "--days", description = "How long the new root is good; default ${DEFAULT-VALUE}.")
    private int days = 365;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ceremony.run(spec, () -> Ceremony.writeDraft(spec, file, draft()));
    }

    private Root draft() throws IOException {
        var before = Ceremony.root(old).metadata();
        if (!before.keys().containsKey(keyId)) {
            throw new IllegalArgumentException("this root has no key " + keyId);
        }
        var next = before.next(Ceremony.until(days));
        for (var role : TopRole.values()) {
            if (before.of(role).keyIds().contains(keyId)) {
                next = replacement == null ? next : next.with(role, Ceremony.publicKey(replacement));
                next = next.without(role, keyId);
            }
        }
        return next;
    }
}
