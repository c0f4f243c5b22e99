package io.tidings.hierarchy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where a hierarchy falls when something is to reach a share of all: one of 10,000 buckets of equal size, the same for ever,
 * and drawn anew for each subject, so that not always the same hierarchies come first.
 */
public final class Bucket {

    /** How many there are: a percent is a hundred of them. */
    public static final int COUNT = 10_000;

    /** The first four bytes of SHA-256(hierarchy id, line feed, subject), as an unsigned number, modulo the count. */
    static final String SQL =
            """
            (('x' || encode(substring(sha256(convert_to(h.id || E'\\n' || $1, 'UTF8')) for 4), 'hex'))::bit(32)::int8 % 10000)""";

    private Bucket() {}

    /** From 0 to COUNT - 1. */
    public static int of(String hierarchyId, String subject) {
        byte[] hash = sha256().digest((hierarchyId + '\n' + subject).getBytes(StandardCharsets.UTF_8));
        long number = (hash[0] & 0xFFL) << 24 | (hash[1] & 0xFF) << 16 | (hash[2] & 0xFF) << 8 | (hash[3] & 0xFF);
        return (int) (number % COUNT);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
