package io.tidings.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        return files.here(sha256).filter(LocalCopies::touch);
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
            return Files.createDirectories(incoming()).resolve(name);
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
                Incoming copy = Incoming.take(bytes, incoming(), Long.MAX_VALUE, sha256)) {
            files.keep(copy.aside(), sha256);
            return files.here(sha256).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void trim() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        long kept = 0;
        for (Copy copy : newestFirst()) {
            kept += copy.size();
            if (kept > room) {
                Files.deleteIfExists(copy.file());
            }
        }
    }

    /** A copy as it was looked at once: it may be asked for meanwhile, or go. */
    private record Copy(Path file, FileTime touched, long size) {}

    private List<Copy> newestFirst() throws IOException {
        List<Copy> copies = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen) {
                return folder.equals(incoming()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                copies.add(new Copy(file, seen.lastModifiedTime(), seen.size()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }
        });
        copies.sort(Comparator.comparing(Copy::touched).reversed());
        return copies;
    }

    private Path incoming() {
        return root.resolve("incoming");
    }

    /** Whether it is there still: another hand may take it away to make room. */
    private static boolean touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
