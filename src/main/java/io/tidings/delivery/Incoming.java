package io.tidings.delivery;

import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bytes that came in: written aside, hashed on the way and forced to disk. Closing removes what nobody kept. */
record Incoming(Path aside, String sha256, long size) implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    /** Takes the stream in; {@code expected} is the digest that the sender announced, if any. What is cut off leaves nothing. */
    static Incoming take(InputStream bytes, Path folder, long largest, @Nullable String expected) {
        Path aside = folder.resolve(UUID.randomUUID().toString());
        boolean complete = false;
        try {
            Files.createDirectories(folder);
            Incoming taken = write(aside, bytes, largest);
            if (expected != null && !expected.equals(taken.sha256)) {
                throw new Problem(
                        ProblemType.INVALID, "The bytes have SHA-256 " + taken.sha256 + ", not " + expected + ".");
            }
            complete = true;
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!complete) {
                remove(aside);
            }
        }
    }

    private static Incoming write(Path aside, InputStream bytes, long largest) throws IOException {
        MessageDigest hash = hash();
        try (FileChannel file = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), hash);
            long size = copyWithin(bytes, out, largest);
            file.force(true);
            return new Incoming(aside, HexFormat.of().formatHex(hash.digest()), size);
        }
    }

    private static long copyWithin(InputStream from, OutputStream to, long largest) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        for (int read = next(from, chunk); read >= 0; read = next(from, chunk)) {
            total += read;
            if (total > largest) {
                throw new Problem(ProblemType.TOO_LARGE, "Content may have at most " + largest + " bytes.");
            }
            to.write(chunk, 0, read);
        }
        return total;
    }

    /** A sender that goes away is no fault of ours. */
    private static int next(InputStream from, byte[] chunk) {
        try {
            return from.read(chunk);
        } catch (IOException cutOff) {
            throw new Problem(ProblemType.BAD_REQUEST, "The upload ended before its content did.");
        }
    }

    @Override
    public void close() {
        remove(aside);
    }

    /** Removes what has not been written to since then: whoever wrote it ended in the middle, and left it. */
    static void sweep(Path folder, Instant since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path aside : left) {
                // of one that goes meanwhile this is long ago, and then there is nothing to remove
                if (aside.toFile().lastModified() < since.toEpochMilli()) {
                    Files.deleteIfExists(aside);
                }
            }
        }
    }

    private static void remove(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
