package io.tidings.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret of 256 random bits. It is shown once; only its SHA-256 is kept. A slow hash defends guessable secrets, and
 * nothing guesses 256 bits, so a plain digest is enough and a poll stays cheap.
 */
record Secret(String text) {

    /** A prefix that scanners for leaked secrets can look for, with what follows it drawn anew. */
    static Secret draw(String prefix) {
        byte[] bits = new byte[32];
        // made here, because a static one would be made while the native image is built
        new SecureRandom().nextBytes(bits);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    byte[] hash() {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
