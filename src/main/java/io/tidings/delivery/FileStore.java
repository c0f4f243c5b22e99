package io.tidings.delivery;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Content on a file system, each file named by its SHA-256. A file is there whole or not at all: it is written aside,
 * forced to disk and moved into place; what was cut off leaves nothing.
 */
@ApplicationScoped
class FileStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int CHUNK = 64 * 1024;

    private final Path root;
    private final DeliverySettings.ContentSettings settings;

    FileStore(DeliverySettings delivery) {
        this.settings = delivery.content();
        this.root = settings.folder().toAbsolutePath();
    }

    /** A file that is kept. */
    record Stored(String sha256, long size, boolean isNew) {}

    /** Takes the bytes in; {@code expected} is the digest that the sender announced, if any. */
    Stored take(InputStream bytes, @Nullable String expected) {
        Path aside = root.resolve("incoming").resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(aside.getParent());
            return keep(aside, write(aside, bytes), expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(aside);
        }
    }

    /** The file of that digest; what is no digest names no file. */
    Optional<Path> find(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        Path file = place(sha256);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    private String write(Path aside, InputStream bytes) throws IOException {
        MessageDigest sha256 = sha256();
        try (FileChannel file = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), sha256);
            copyWithin(bytes, out, settings.largest());
            file.force(true);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void copyWithin(InputStream from, OutputStream to, long largest) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
            total += read;
            if (total > largest) {
                throw new Problem(ProblemType.TOO_LARGE, "Content may have at most " + largest + " bytes.");
            }
            to.write(chunk, 0, read);
        }
    }

    private Stored keep(Path aside, String actual, @Nullable String expected) throws IOException {
        if (expected != null && !expected.equals(actual)) {
            throw new Problem(ProblemType.INVALID, "The bytes have SHA-256 " + actual + ", not " + expected + ".");
        }
        long size = Files.size(aside);
        Path file = place(actual);
        if (Files.exists(file)) {
            return new Stored(actual, size, false);
        }
        Files.createDirectories(file.getParent());
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        return new Stored(actual, size, true);
    }

    private Path place(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static void remove(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
