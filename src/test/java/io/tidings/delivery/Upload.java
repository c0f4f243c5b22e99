package io.tidings.delivery;

import static io.restassured.RestAssured.given;

import java.util.Random;

/** Bytes that were sent to the content store over HTTP, and what it calls them. */
final class Upload {

    private final byte[] bytes;
    private final String sha256;

    private Upload(byte[] bytes, String sha256) {
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /** Nobody has sent the same before. */
    static Upload ofSize(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        String sha256 = given().contentType("application/octet-stream")
                .body(bytes)
                .post("/v1/content")
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
        return new Upload(bytes, sha256);
    }

    byte[] bytes() {
        return bytes;
    }

    String sha256() {
        return sha256;
    }

    String path() {
        return "/v1/content/" + sha256;
    }
}
