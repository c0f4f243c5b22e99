package io.tidings.trust;

import java.util.Base64;
import java.util.regex.Pattern;

/** The armour around keys (RFC 7468): one named block found in a text, or written. */
final class Pem {

    static final String PUBLIC = "PUBLIC KEY";
    static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    static String write(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(content) + "\n-----END " + kind + "-----\n";
    }

    static byte[] read(String kind, String text) {
        var block = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]*)-----END " + kind + "-----")
                .matcher(text);
        if (!block.find()) {
            throw new IllegalArgumentException("no block named " + kind);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
