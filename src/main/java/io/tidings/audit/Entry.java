package io.tidings.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** One decision as it stands in the chain. The hash covers everything else in it and the hash of the entry before. */
public record Entry(
        long number,
        Instant at,
        String tenant,
        String actor,
        String action,
        String subject,
        String detail,
        String previous,
        String hash) {

    /** Whether the entry is what was written, and follows the entry with that hash. */
    public boolean follows(String hashBefore) {
        return previous.equals(hashBefore) && hash.equals(computedHash());
    }

    private String computedHash() {
        String unitSeparator = "\u001f";
        String said = String.join(
                unitSeparator,
                Long.toString(number),
                Long.toString(at.toEpochMilli()),
                tenant,
                actor,
                action,
                subject,
                detail);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            return HexFormat.of().formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
