package io.tidings.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One decision as it stands in the chain. The hash covers everything else in it and the hash of the entry before; of actor,
 * subject and detail it covers {@code payload}, their salted digest, so that they can be erased: then they are empty, the
 * salt is gone, and {@code erasedBy} is the number of the entry that says so. The oldest entries have no such digest.
 */
public record Entry(
        long number,
        Instant at,
        String tenant,
        String actor,
        String action,
        String subject,
        String detail,
        String previous,
        String hash,
        @Nullable String salt,
        @Nullable String payload,
        @Nullable Long erasedBy) {

    private static final String UNIT_SEPARATOR = "\u001f";

    /** An entry of the form before there were digests. */
    public Entry(
            long number,
            Instant at,
            String tenant,
            String actor,
            String action,
            String subject,
            String detail,
            String previous,
            String hash) {
        this(number, at, tenant, actor, action, subject, detail, previous, hash, null, null, null);
    }

    /** Whether the entry is what was written, as far as that is still there, and follows the entry with that hash. */
    public boolean follows(String hashBefore) {
        if (!previous.equals(hashBefore)) {
            return false;
        }
        if (payload != null) {
            return isPayload(payload) && hash.equals(digest(previous, head(payload)));
        }
        // what was erased of an entry without a digest can no more be compared: its place in the chain can
        return erasedBy != null ? isEmptied() : hash.equals(digest(previous, head(actor, action, subject, detail)));
    }

    private boolean isPayload(String digest) {
        return salt == null
                ? erasedBy != null && isEmptied()
                : digest.equals(digest(salt, String.join(UNIT_SEPARATOR, actor, subject, detail)));
    }

    private boolean isEmptied() {
        return salt == null && (actor + subject + detail).isEmpty();
    }

    private String head(String digest) {
        return String.join(
                UNIT_SEPARATOR, Long.toString(number), Long.toString(at.toEpochMilli()), tenant, action, digest);
    }

    private String head(String who, String what, String to, String how) {
        return String.join(
                UNIT_SEPARATOR, Long.toString(number), Long.toString(at.toEpochMilli()), tenant, who, what, to, how);
    }

    private static String digest(String prefix, String said) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(prefix));
            return HexFormat.of().formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
