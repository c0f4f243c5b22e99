package io.tidings.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies of what is kept elsewhere: as many as there is room for, those that were not asked for longest go first. */
final class LocalCopies {

    private final Path root;
    private final FileStore files;
    private final long room;

    LocalCopies(Path root, long room) {
        this.root = root;
        this.files = new FileStore(root);
        this.room = room;
    }

    void keep(Path aside, String sha256) throws IOException {
        files.keep(aside, sha256);
    }

    Optional<Path> find(String sha256) {
        Optional<Path> found = files.here(sha256);
        found.ifPresent(LocalCopies::touch);
        return found;
    }

    Optional<Long> size(String sha256) throws IOException {
        return files.size(sha256);
    }

    void remove(String sha256) throws IOException {
        files.remove(sha256);
    }

    /** Where bytes may be written before they are proven. */
    Path aside(String name) {
        try {
            return Files.createDirectories(root.resolve("incoming")).resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void discard(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the bytes if they are what they are asked for as; what another hand changed is never served. */
    Path proven(Path aside, String sha256) {
        try (InputStream bytes = Files.newInputStream(aside);
                Incoming copy = Incoming.take(bytes, root.resolve("incoming"), Long.MAX_VALUE, sha256)) {
            files.keep(copy.aside(), sha256);
            return files.here(sha256).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void trim() throws IOException {
        List<Path> newest;
        try (Stream<Path> all = Files.exists(root) ? Files.walk(root, 2) : Stream.empty()) {
            newest = all.filter(file -> Files.isRegularFile(file) && !file.startsWith(root.resolve("incoming")))
                    .sorted(Comparator.comparing(LocalCopies::touched).reversed())
                    .toList();
        }
        long kept = 0;
        for (Path file : newest) {
            kept += Files.size(file);
            if (kept > room) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static FileTime touched(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
