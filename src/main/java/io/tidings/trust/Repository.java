package io.tidings.trust;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs what one repository says: from the files it vouches for, a number and the time it makes the set of metadata. The
 * same three give the same set on every replica. Holds the roots and the online keys, and no state beside them.
 */
public final class Repository {

    private final List<byte[]> roots;
    private final OnlineSigners signers;
    private final Lifetimes lifetimes;
    private final int newRoots;
    private final Instant rootExpires;

    /** With all roots from the first on: a chain that breaks, or keys that the last one does not name, are refused. */
    public Repository(List<byte[]> roots, OnlineSigners signers, Lifetimes lifetimes) {
        this.roots = List.copyOf(roots);
        this.signers = signers;
        this.lifetimes = lifetimes;
        this.newRoots = roots.size() - 1;
        var newest = TrustRoot.follow(roots.getFirst(), roots.subList(1, roots.size()))
                .metadata();
        this.rootExpires = newest.expires();
        signers.check(newest);
    }

    /** The file {@code N.root.json}, or null when there is no such root yet: that is how a client finds the last. */
    public byte @Nullable [] root(int version) {
        return roots.stream()
                .filter(file -> Signed.root(file).metadata().version() == version)
                .findFirst()
                .orElse(null);
    }

    /** Until when the newest root is good. People renew it, offline; after that nobody believes anything here. */
    Instant rootExpires() {
        return rootExpires;
    }

    /**
     * The set for these files at this time.
     *
     * @param number grows with every change of the files; a version is this number plus the new roots and the slots of all
     *     that it depends on, so that a change, other keys and a renewal all make a higher one
     */
    public MetadataSet sign(SortedMap<String, TargetFile> files, int number, Instant now) {
        var targetsLife = lifetimes.targets();
        var targets = Signed.of(
                new Targets(number + newRoots + targetsLife.slot(now), targetsLife.expires(now), files, null),
                signers.targets());
        var targetsVersion = targets.metadata().version();
        var targetsBytes = targets.toBytes();

        var snapshotLife = lifetimes.snapshot();
        var index = Map.of(Snapshot.TARGETS_FILE, index(targetsVersion, targetsBytes, signers.targets()));
        var snapshot = Signed.of(
                new Snapshot(targetsVersion + snapshotLife.slot(now), snapshotLife.expires(now), index),
                signers.snapshot());
        var snapshotVersion = snapshot.metadata().version();
        var snapshotBytes = snapshot.toBytes();

        var timestampLife = lifetimes.timestamp();
        var newest = index(snapshotVersion, snapshotBytes, signers.snapshot());
        var timestamp = Signed.of(
                new Timestamp(snapshotVersion + timestampLife.slot(now), timestampLife.expires(now), newest),
                signers.timestamp());
        return new MetadataSet(
                Map.of(
                        MetadataSet.TIMESTAMP_FILE,
                        timestamp.toBytes(),
                        snapshotVersion + "." + Timestamp.SNAPSHOT_FILE,
                        snapshotBytes,
                        targetsVersion + "." + Snapshot.TARGETS_FILE,
                        targetsBytes),
                lifetimes.renewAt(now));
    }

    /** Hashes only where every replica signs the same bytes: one's index must fit the other's file. */
    private static MetaFile index(int version, byte[] file, List<Signer> signers) {
        var alike = signers.stream().allMatch(signer -> signer.key().scheme().deterministic());
        return new MetaFile(version, alike ? TargetFile.of(file) : null);
    }
}
