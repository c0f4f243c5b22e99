package io.tidings.trust;

import java.util.List;

/**
 * Where belief begins: a root that was handed over by a way already trusted, and the roots that followed it, each signed
 * by the one before and by itself (TUF 5.3).
 */
public final class TrustRoot {

    private final Signed<Root> signed;

    private TrustRoot(Signed<Root> signed) {
        this.signed = signed;
    }

    /** The pinned one: it is checked against itself only, so whoever hands it over must be trusted. */
    public static TrustRoot pin(byte[] file) {
        var root = new TrustRoot(Signed.root(file));
        root.check(root.signed);
        return root;
    }

    /** The newest of a chain that begins with a pinned root. */
    public static TrustRoot follow(byte[] pinned, List<byte[]> later) {
        var root = pin(pinned);
        for (var file : later) {
            root = root.next(file);
        }
        return root;
    }

    /** The root after this one, if both the old keys and its own say so and no version was left out. */
    public TrustRoot next(byte[] file) {
        var next = new TrustRoot(Signed.root(file));
        check(next.signed);
        next.check(next.signed);
        if (next.metadata().version() != metadata().version() + 1) {
            throw new Untrusted(
                    Untrusted.Reason.ROLLED_BACK,
                    "root " + next.metadata().version() + " does not follow root "
                            + metadata().version());
        }
        return next;
    }

    public Root metadata() {
        return signed.metadata();
    }

    /** The bytes to serve or to store. */
    public byte[] toBytes() {
        return signed.toBytes();
    }

    void check(Signed<?> other) {
        metadata().of(other.metadata().role()).check(other, metadata().keys());
    }

    /** Whether others speak for that role than before, or fewer: what was said then may have been said by who left. */
    boolean changes(TopRole role, TrustRoot before) {
        return !metadata().of(role).keyIds().equals(before.metadata().of(role).keyIds());
    }
}
