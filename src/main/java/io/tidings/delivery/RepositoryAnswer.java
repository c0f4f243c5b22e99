package io.tidings.delivery;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;

/** The answers of both signed repositories. Whatever a client accepts, metadata is JSON. */
final class RepositoryAnswer {

    private RepositoryAnswer() {}

    /** A timestamp is asked for to learn what is new; another file changes only with the keys. */
    static Response metadata(String file, byte[] bytes, String whose) {
        String kept = file.equals(Vouching.TIMESTAMP) ? "no-cache" : whose + ", max-age=600";
        return Response.ok(bytes, MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", kept)
                .build();
    }

    /** A document whose digest is in its name. */
    static Response document(byte[] json, String whose) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", whose + ", max-age=31536000, immutable")
                .build();
    }

    /** How long the content with a SHA-256 is; empty while it is not here. */
    static Function<String, Optional<Long>> lengthsIn(FileStore store) {
        return sha256 -> store.find(sha256).flatMap(file -> {
            try {
                return Optional.of(Files.size(file));
            } catch (IOException removedMeanwhile) {
                return Optional.empty();
            }
        });
    }
}
