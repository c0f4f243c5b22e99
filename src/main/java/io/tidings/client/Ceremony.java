package io.tidings.client;

import io.tidings.trust.Root;
import io.tidings.trust.Signed;
import io.tidings.trust.Untrusted;
import io.tidings.trust.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands about keys share: files that are never overwritten, and refusals in one line. */
final class Ceremony {

    private static final int REFUSED = 1;

    @FunctionalInterface
    interface Step {
        void take() throws IOException;
    }

    private Ceremony() {}

    static int run(CommandSpec spec, Step step) {
        try {
            step.take();
            return 0;
        } catch (FileAlreadyExistsException e) {
            return refused(spec, e.getFile() + " is there already, and is left as it is");
        } catch (NoSuchFileException e) {
            return refused(spec, "there is no " + e.getFile());
        } catch (IOException | IllegalArgumentException | Untrusted e) {
            return refused(spec, String.valueOf(e.getMessage()));
        }
    }

    static VerificationKey publicKey(Path file) throws IOException {
        try {
            return VerificationKey.fromPem(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    static Signed<Root> root(Path file) throws IOException {
        return Signed.root(Files.readAllBytes(file));
    }

    static void writeNew(Path file, byte[] content) throws IOException {
        Files.write(file, content, StandardOpenOption.CREATE_NEW);
    }

    /** Only its owner may read it, from the first byte on. */
    static void writeSecret(Path file, String content) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            var onlyMine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, onlyMine);
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, content, StandardCharsets.US_ASCII);
    }

    /** A draft that nobody could ever complete is not written. */
    static void writeDraft(CommandSpec spec, Path file, Root draft) throws IOException {
        if (draft.isUnsignable()) {
            throw new IllegalArgumentException("a role would need more signatures than it has keys");
        }
        writeNew(file, Signed.draft(draft).toBytes());
        spec.commandLine()
                .getOut()
                .println("root " + draft.version() + " drafted, good until " + draft.expires() + "; now sign it: "
                        + file);
    }

    static Instant until(int days) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(days));
    }

    private static int refused(CommandSpec spec, String why) {
        spec.commandLine().getErr().println("refused: " + why);
        return REFUSED;
    }
}
