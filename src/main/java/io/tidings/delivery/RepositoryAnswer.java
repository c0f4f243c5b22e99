package io.tidings.delivery;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

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
}
