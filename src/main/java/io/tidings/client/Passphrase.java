package io.tidings.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the passphrase of a key comes from: a file, or a person at the console. Never an argument, which others can see. */
final class Passphrase {

    private static final int SHORTEST = 12;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "A file whose first line is the passphrase; without it the console asks.")
    private @Nullable Path file;

    char[] ask() throws IOException {
        return file == null ? console("Passphrase: ") : firstLine(file);
    }

    char[] askForNew() throws IOException {
        var chosen = ask();
        if (file == null && !String.valueOf(chosen).equals(String.valueOf(console("Once more: ")))) {
            throw new IllegalArgumentException("the two passphrases differ");
        }
        if (chosen.length < SHORTEST) {
            throw new IllegalArgumentException("a passphrase has at least " + SHORTEST + " characters");
        }
        return chosen;
    }

    private static char[] firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").toCharArray();
    }

    /** The platform's console is null again without a terminal since JDK 25, which the check does not know yet. */
    @SuppressWarnings("SystemConsoleNull")
    private static char[] console(String question) {
        var console = System.console();
        var answer = console == null || !console.isTerminal() ? null : console.readPassword(question);
        if (answer == null) {
            throw new IllegalArgumentException("nobody is there to ask for the passphrase: use --passphrase-file");
        }
        return answer;
    }
}
