package io.tidings.client;

import io.tidings.trust.Root;
import io.tidings.trust.TopRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts the root that follows one: other keys, other thresholds, or just a later end. */
@Command(
        name = "rotate",
        description = "Drafts the root that follows OLD: other keys, another threshold, or just a later end.",
        mixinStandardHelpOptions = true)
final class KeysRotateCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OLD", description = "The newest root: N.root.json.")
    private Path old;

    @Parameters(index = "1", paramLabel = "FILE", description = "The root to write: N+1.root.json.")
    private Path file;

    @Option(
            names = "--add",
            paramLabel = "ROLE=PUB",
            description = "A public key that speaks for the role from now on; repeat it.")
    private List<String> added = List.of();

    @Option(names = "--remove", paramLabel = "ROLE=KEYID", description = "A key that no longer does; repeat it.")
    private List<String> removed = List.of();

    @Option(names = "--threshold", paramLabel = "ROLE=COUNT", description = "How many keys of the role must sign.")
    private Map<TopRole, Integer> thresholds = Map.of();

    @Option(names = "--days", description = "How long the new root is good; default ${DEFAULT-VALUE}.")
    private int days = 365;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ceremony.run(spec, () -> Ceremony.writeDraft(spec, file, draft()));
    }

    private Root draft() throws IOException {
        var next = Ceremony.root(old).metadata().next(Ceremony.until(days));
        for (var each : added) {
            next = next.with(roleIn(each), Ceremony.publicKey(Path.of(valueIn(each))));
        }
        for (var each : removed) {
            var role = roleIn(each);
            var keyId = valueIn(each);
            if (!next.of(role).keyIds().contains(keyId)) {
                throw new IllegalArgumentException("the role " + role + " has no key " + keyId);
            }
            next = next.without(role, keyId);
        }
        for (var each : thresholds.entrySet()) {
            next = next.withThreshold(each.getKey(), each.getValue());
        }
        return next;
    }

    /** A map would keep the last key of each role alone. */
    private TopRole roleIn(String assignment) {
        var name = assignment.substring(0, Math.max(0, assignment.indexOf('=')));
        return Stream.of(TopRole.values())
                .filter(role -> role.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), assignment + ": expected one of the roles, = and a key"));
    }

    private static String valueIn(String assignment) {
        return assignment.substring(assignment.indexOf('=') + 1);
    }
}
