package io.tidings.hierarchy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The SHA-256 of a standing's canonical form: hierarchies of one standing id have equal facts. */
public final class StandingId implements Comparable<StandingId> {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private final byte[] digest;

    private StandingId(byte[] digest) {
        this.digest = digest;
    }

    /** The id that has this digest; throws IllegalArgumentException unless it is 32 bytes long. */
    public static StandingId of(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("a standing id has " + BYTES + " bytes, not " + digest.length);
        }
        return new StandingId(digest.clone());
    }

    /** The id as {@link #toString()} writes it. */
    public static Optional<StandingId> parse(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(new StandingId(HexFormat.of().parseHex(text)))
                : Optional.empty();
    }

    static StandingId ofCanonical(byte[] canonical) {
        return new StandingId(sha256().digest(canonical));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public byte[] bytes() {
        return digest.clone();
    }

    @Override
    public int compareTo(StandingId other) {
        return Arrays.compareUnsigned(digest, other.digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StandingId that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }
}
