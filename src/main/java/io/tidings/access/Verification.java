package io.tidings.access;

/** What is found when a bearer token is looked at. */
sealed interface Verification {

    /** The token is ours, whole and in time. */
    record Accepted(CallerIdentity identity) implements Verification {}

    /** No key of ours has this header: perhaps another issuer's token, perhaps a key not yet heard of. */
    record Foreign() implements Verification {}

    /** The token cannot be believed. */
    record Refused(Reason reason) implements Verification {}

    /** Why not, in words fit for a metric and a log line. */
    enum Reason {
        MALFORMED,
        FORGED,
        EXPIRED,
        NOT_YET,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        REVOKED
    }
}
