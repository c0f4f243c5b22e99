package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Content on a file system, each file named by its SHA-256 and moved into place whole. */
final class FileStore implements BlobStore {

    private final Path root;

    FileStore(Path root) {
        this.root = root;
    }

    @Override
    public void keep(Path aside, String sha256) throws IOException {
        Path file = place(sha256);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public Uni<Optional<Path>> find(String sha256) {
        return Uni.createFrom().item(here(sha256));
    }

    @Override
    public Optional<Long> size(String sha256) throws IOException {
        Optional<Path> file = here(sha256);
        return file.isPresent() ? Optional.of(Files.size(file.get())) : Optional.empty();
    }

    Optional<Path> here(String sha256) {
        Path file = place(sha256);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public void remove(String sha256) throws IOException {
        Files.deleteIfExists(place(sha256));
    }

    @Override
    public void trim() {
        // nothing here can be brought back
    }

    private Path place(String sha256) {
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
