package io.tidings.trust;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client believes of one repository, step by step in the order of TUF 5: root, timestamp, snapshot, targets. Each
 * step takes a file's bytes and answers what is believed then, or throws {@link Untrusted} and changes nothing. Metadata
 * kept from an earlier visit goes through the same steps first; it may be expired, and still forbids going back.
 */
public final class TrustedMetadata {

    private final TrustRoot root;
    private final @Nullable Timestamp timestamp;
    private final @Nullable Snapshot snapshot;
    private final Map<DelegationPath, Targets> targets;

    private TrustedMetadata(
            TrustRoot root,
            @Nullable Timestamp timestamp,
            @Nullable Snapshot snapshot,
            Map<DelegationPath, Targets> targets) {
        this.root = root;
        this.timestamp = timestamp;
        this.snapshot = snapshot;
        this.targets = Map.copyOf(targets);
    }

    public static TrustedMetadata of(TrustRoot root) {
        return new TrustedMetadata(root, null, null, Map.of());
    }

    public TrustRoot root() {
        return root;
    }

    public TrustedMetadata withRoot(byte[] file) {
        var next = root.next(file);
        // the numbers that the old keys signed are worth nothing then, however high (TUF 5.3.11)
        if (next.changes(TopRole.TIMESTAMP, root) || next.changes(TopRole.SNAPSHOT, root)) {
            return of(next);
        }
        return new TrustedMetadata(next, timestamp, snapshot, next.changes(TopRole.TARGETS, root) ? Map.of() : targets);
    }

    public TrustedMetadata withTimestamp(byte[] file) {
        var signed = Signed.parse(Signed.checked(file, TopRole.TIMESTAMP.longest()), Timestamp::from);
        root.check(signed);
        var next = signed.metadata();
        if (timestamp != null) {
            checkNotBefore("timestamp", next.version(), timestamp.version());
            checkNotBefore(
                    "snapshot", next.snapshot().version(), timestamp.snapshot().version());
            if (next.version() == timestamp.version()) {
                return this;
            }
        }
        return new TrustedMetadata(root, next, snapshot, targets);
    }

    /** The version of the snapshot to fetch. */
    public int snapshotVersion() {
        return trustedTimestamp().snapshot().version();
    }

    public TrustedMetadata withSnapshot(byte[] file) {
        var named = trustedTimestamp().snapshot();
        named.check("snapshot", file, TopRole.SNAPSHOT.longest());
        var signed = Signed.parse(file, Snapshot::from);
        root.check(signed);
        checkNamed("snapshot", signed.metadata().version(), named.version());
        if (snapshot != null) {
            signed.metadata().checkFollows(snapshot);
        }
        return new TrustedMetadata(root, timestamp, signed.metadata(), targets);
    }

    /** The version of the targets to fetch. */
    public int targetsVersion() {
        return trustedSnapshot().of(Snapshot.TARGETS_FILE).version();
    }

    public TrustedMetadata withTargets(byte[] file) {
        var signed = named(DelegationPath.TOP, file);
        root.check(signed);
        return with(DelegationPath.TOP, signed.metadata());
    }

    /** The file of the role that a {@link TargetLookup.Needed} asked for. */
    public TrustedMetadata withDelegated(DelegationPath path, byte[] file) {
        var delegations = trustedTargets(path.parent()).delegations();
        var role = delegations == null ? Optional.<DelegatedRole>empty() : delegations.of(path.role());
        if (delegations == null || role.isEmpty()) {
            throw new Untrusted(Untrusted.Reason.UNKNOWN, path.parent() + " hands nothing to " + path.role());
        }
        var signed = named(path, file);
        role.get().who().check(signed, delegations.keys());
        return with(path, signed.metadata());
    }

    /** What may be believed of a name now. Every role on the way to the answer must be fresh. */
    public TargetLookup find(String target, Instant now) {
        root.metadata().checkFresh(now);
        trustedTimestamp().checkFresh(now);
        trustedSnapshot().checkFresh(now);
        trustedTargets(DelegationPath.TOP);
        return new DelegationWalk(target, this, now).answer();
    }

    @Nullable
    Targets targetsOf(DelegationPath path) {
        var known = targets.get(path);
        return known != null && known.version() == versionOf(path) ? known : null;
    }

    void checkTimestamp(Instant now) {
        trustedTimestamp().checkFresh(now);
    }

    boolean hasSnapshot() {
        return snapshot != null && snapshot.version() == snapshotVersion();
    }

    boolean hasTargets() {
        return hasSnapshot() && targetsOf(DelegationPath.TOP) != null;
    }

    int versionOf(DelegationPath path) {
        return trustedSnapshot().of(path.file()).version();
    }

    private Signed<Targets> named(DelegationPath path, byte[] file) {
        var index = trustedSnapshot().of(path.file());
        index.check(path.role(), file, TopRole.TARGETS.longest());
        var signed = Signed.parse(file, Targets::from);
        checkNamed(path.role(), signed.metadata().version(), index.version());
        return signed;
    }

    private TrustedMetadata with(DelegationPath path, Targets believed) {
        var more = new LinkedHashMap<>(targets);
        more.put(path, believed);
        return new TrustedMetadata(root, timestamp, snapshot, more);
    }

    private Timestamp trustedTimestamp() {
        if (timestamp == null) {
            throw new Untrusted(Untrusted.Reason.UNKNOWN, "no timestamp is trusted yet");
        }
        return timestamp;
    }

    private Snapshot trustedSnapshot() {
        if (snapshot == null || snapshot.version() != snapshotVersion()) {
            throw new Untrusted(Untrusted.Reason.UNKNOWN, "the snapshot that the timestamp names is not trusted yet");
        }
        return snapshot;
    }

    private Targets trustedTargets(DelegationPath path) {
        var known = targetsOf(path);
        if (known == null) {
            throw new Untrusted(
                    Untrusted.Reason.UNKNOWN, "the " + path + " that the snapshot names are not trusted yet");
        }
        return known;
    }

    private static void checkNotBefore(String what, int now, int trusted) {
        if (now < trusted) {
            throw new Untrusted(Untrusted.Reason.ROLLED_BACK, what + " " + now + " after " + trusted);
        }
    }

    private static void checkNamed(String what, int found, int named) {
        if (found != named) {
            throw new Untrusted(Untrusted.Reason.MIXED, what + " " + found + " where " + named + " was named");
        }
    }
}
