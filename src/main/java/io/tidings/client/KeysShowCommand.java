package io.tidings.client;

import io.tidings.trust.Root;
import io.tidings.trust.Signature;
import io.tidings.trust.TopRole;
import io.tidings.trust.TrustRoot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what roots say and who signed them, and whether each may be believed on the word of the one before. */
@Command(
        name = "show",
        description = "Shows roots, from the first one on, and whether each may be believed. Exit code 1: one may not.",
        mixinStandardHelpOptions = true)
final class KeysShowCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "1.root.json 2.root.json …")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ceremony.run(spec, this::show);
    }

    private void show() throws IOException {
        var out = spec.commandLine().getOut();
        var roots = new ArrayList<byte[]>();
        for (var file : files) {
            var signed = Ceremony.root(file);
            roots.add(Files.readAllBytes(file));
            out.println("root " + signed.metadata().version() + ", good until "
                    + signed.metadata().expires());
            printRoles(out, signed.metadata());
            signed.signatures().stream().map(Signature::keyId).forEach(id -> out.println("  signed by " + id));
        }
        out.flush();
        TrustRoot.follow(roots.getFirst(), roots.subList(1, roots.size()));
        out.println("believed: every root is signed as its own keys and the root before it ask");
    }

    private static void printRoles(PrintWriter out, Root root) {
        for (var role : TopRole.values()) {
            out.println("  " + role + ": " + root.of(role).threshold() + " of");
            root.of(role).keyIds().forEach(id -> out.println("    " + id));
        }
    }
}
