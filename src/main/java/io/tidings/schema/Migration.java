package io.tidings.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One SQL file of the program, with the checksum by which the database remembers it. */
record Migration(String path, String sql, String checksum) {

    private static final String ROOT = "/schema/";

    static Migration of(String path, String text) {
        // a checkout with CRLF line ends is the same file
        String sql = text.replace("\r\n", "\n");
        return new Migration(path, sql, sha256(sql));
    }

    /** All files that {@code schema/index} names, in its order. */
    static List<Migration> all() {
        return read("index")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(path -> of(path, read(path)))
                .toList();
    }

    private static String read(String path) {
        try (InputStream in = Migration.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                throw new IllegalStateException("schema/index names " + path + ", which is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
