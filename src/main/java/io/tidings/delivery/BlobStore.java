package io.tidings.delivery;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where bytes are kept under their SHA-256, each whole or not at all. What is kept never changes. Its calls may wait. */
interface BlobStore {

    /** Keeps the bytes of that file, which may be moved away; what is there already stays. */
    void keep(Path aside, String sha256) throws IOException;

    /** A file of this machine with these bytes, brought here if need be. */
    Uni<Optional<Path>> find(String sha256);

    /** Where readers fetch it by themselves, and how long it is; empty where it is to be served from here, or not kept. */
    default Uni<Optional<Outside>> outside(String sha256) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** How long it is, without bringing it here; empty when it is not kept. */
    Optional<Long> size(String sha256) throws IOException;

    /** Removes it; what is not there is removed already. */
    void remove(String sha256) throws IOException;

    /** Makes room of what can be brought back. */
    void trim() throws IOException;
}
