package io.tidings.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** {@code target/up} or {@code target/dev}: what one start leaves to the next, and how others reach what runs. */
final class UpFolder {

    static final String OPERATOR = "operator";

    private final Path path;
    private final String operatorSecret;

    /** Held until the JVM ends, and unlocked by the system even if it is killed. */
    @SuppressWarnings("unused")
    private final FileLock lock;

    private UpFolder(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
        this.operatorSecret = operatorSecret(path.resolve("operator-secret"));
    }

    static UpFolder lock(String name) throws UpFailure {
        Path path = Path.of(System.getProperty("io.tidings.project", ""))
                .toAbsolutePath()
                .resolve("target")
                .resolve(name);
        try {
            Files.createDirectories(path);
            FileChannel file =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw new UpFailure("This checkout runs already; see " + path + ".");
            }
            UpFolder folder = new UpFolder(path, lock);
            folder.removeEnvironment();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Beside the tests' own, so that both use what one of them unpacked. */
    Path programs() {
        return path.resolveSibling("embedded").resolve("programs");
    }

    Path application() {
        return path.resolveSibling("quarkus-app").resolve("quarkus-run.jar");
    }

    String operatorSecret() {
        return operatorSecret;
    }

    void writeEnvironment(UpPorts ports, EmbeddedPostgres postgres, EmbeddedKafka kafka) throws IOException {
        Path fresh = path.resolve("env.fresh");
        Daemon.writeSecret(
                fresh,
                """
                TIDINGS_URL=%s
                TIDINGS_OPERATOR_ID=%s
                TIDINGS_OPERATOR_SECRET=%s
                KAFKA_BOOTSTRAP_SERVERS=%s
                TIDINGS_DB_URL=postgresql://%s:%s@localhost:%d/%s
                """
                        .formatted(
                                ports.url(),
                                OPERATOR,
                                operatorSecret,
                                kafka.bootstrapServers(),
                                EmbeddedPostgres.USER,
                                EmbeddedPostgres.PASSWORD,
                                postgres.port(),
                                EmbeddedPostgres.DATABASE));
        // whoever waits for the file finds it whole
        Files.move(fresh, path.resolve("env"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file is there exactly as long as what it names can be reached. */
    void removeEnvironment() {
        Daemon.delete(path.resolve("env"));
    }

    /** Made once, so that a shell, a script or a browser that knows it still does after a restart. */
    static String operatorSecret(Path file) {
        // empty when whoever wrote it was cut off
        if (!Files.exists(file) || Daemon.read(file).isEmpty()) {
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            Daemon.writeSecret(file, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        }
        return Daemon.read(file);
    }
}
