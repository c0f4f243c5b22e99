package io.tidings.trust;

/** What was presented is not believed. The reason is fixed and may be counted; the message is for people. */
public final class Untrusted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why something is not believed: one per attack that TUF knows. */
    public enum Reason {
        /** Not the metadata it claims to be. */
        MALFORMED,
        /** Longer than was announced, or than anybody should read. */
        TOO_LONG,
        /** Unsigned, signed by a stranger, or by fewer keys than the threshold. */
        TOO_FEW_SIGNATURES,
        /** Its time has passed: a frozen repository looks like this. */
        EXPIRED,
        /** Older than what was trusted before. */
        ROLLED_BACK,
        /** Genuine, but not the one that the signed index names. */
        MIXED,
        /** Content of another length or hash. */
        WRONG_CONTENT,
        /** The signed metadata does not know it. */
        UNKNOWN
    }

    private final Reason reason;

    public Untrusted(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
