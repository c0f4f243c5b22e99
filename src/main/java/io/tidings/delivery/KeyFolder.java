package io.tidings.delivery;

import io.tidings.trust.KeyFile;
import io.tidings.trust.Lifetimes;
import io.tidings.trust.OnlineSigners;
import io.tidings.trust.Repository;
import io.tidings.trust.Root;
import io.tidings.trust.Scheme;
import io.tidings.trust.Signed;
import io.tidings.trust.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The folder of one repository: its roots, and the sealed keys that the service signs with. */
final class KeyFolder {

    private static final Duration TRIAL = Duration.ofDays(3650);

    private final Path folder;
    private final char[] passphrase;

    KeyFolder(Path folder, char[] passphrase) {
        this.folder = folder;
        this.passphrase = passphrase;
    }

    /** Refuses roots that do not follow from each other, and keys that the last of them does not name. */
    Repository open() throws IOException {
        Signer online = signer("online.pem");
        List<Signer> targets = new ArrayList<>(List.of(signer("targets.pem")));
        for (int n = 2; Files.exists(folder.resolve("targets-" + n + ".pem")); n++) {
            targets.add(signer("targets-" + n + ".pem"));
        }
        return new Repository(roots(), new OnlineSigners(List.of(online), List.of(online), targets), Lifetimes.ONLINE);
    }

    private List<byte[]> roots() throws IOException {
        List<byte[]> roots = new ArrayList<>(List.of(Files.readAllBytes(root(1))));
        for (int version = 2; Files.exists(root(version)); version++) {
            roots.add(Files.readAllBytes(root(version)));
        }
        return roots;
    }

    private Path root(int version) {
        return folder.resolve(version + ".root.json");
    }

    private Signer signer(String file) throws IOException {
        return new KeyFile(Files.readString(folder.resolve(file))).open(passphrase);
    }

    /** Keys and a first root, unless a root is there: nothing is ever written over. */
    void makeMissing() throws IOException {
        if (Files.exists(root(1))) {
            return;
        }
        Files.createDirectories(folder);
        Signer root = make("root.pem");
        Signer online = make("online.pem");
        Signer targets = make("targets.pem");
        Instant until = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(TRIAL);
        Root first = Root.first(List.of(root.key()), 1, online.key(), List.of(targets.key()), until);
        // last, for it says that all the others are there
        Files.write(root(1), Signed.draft(first).with(root).toBytes());
    }

    private Signer make(String file) throws IOException {
        KeyFile made = KeyFile.create(Scheme.ED25519, passphrase);
        writeSecret(folder.resolve(file), made.text());
        return made.open(passphrase);
    }

    /** Only its owner may read it, from the first byte on. */
    static void writeSecret(Path file, String text) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
