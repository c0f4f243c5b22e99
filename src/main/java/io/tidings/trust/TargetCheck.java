package io.tidings.trust;

import java.security.MessageDigest;

/** Content on its way, held against what was signed of it. Of use once, by one thread. */
public final class TargetCheck {

    private final String name;
    private final TargetFile expected;
    private final MessageDigest sha256 = Digest.sha256();
    private long taken;

    TargetCheck(String name, TargetFile expected) {
        this.name = name;
        this.expected = expected;
    }

    public TargetCheck take(byte[] buffer, int from, int count) {
        taken += count;
        if (taken > expected.length()) {
            throw new Untrusted(Untrusted.Reason.TOO_LONG, name + " is longer than " + expected.length() + " bytes");
        }
        sha256.update(buffer, from, count);
        return this;
    }

    /** Nothing of the content may be used before this has returned. */
    public void finish() {
        if (taken < expected.length()) {
            throw new Untrusted(
                    Untrusted.Reason.WRONG_CONTENT, name + " has " + taken + " of " + expected.length() + " bytes");
        }
        if (!Digest.from(sha256.digest()).equals(expected.sha256())) {
            throw new Untrusted(Untrusted.Reason.WRONG_CONTENT, name + " is not what was signed");
        }
    }
}
