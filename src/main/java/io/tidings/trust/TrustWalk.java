package io.tidings.trust;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A client's visit to a repository in the order of TUF 5. It reads through a source and believes nothing of it; keep what
 * it answers, and begin the next visit there.
 */
public final class TrustWalk {

    /** TUF 5.3.3: a mirror that offers ever more roots only wants to keep us busy. */
    private static final int MOST_ROOTS = 1024;

    private static final int MOST_DELEGATIONS = 32;

    private final FileSource source;

    public TrustWalk(FileSource source) {
        this.source = source;
    }

    /** What is believed after asking for the newest of everything. */
    public TrustedMetadata refresh(TrustedMetadata known, Instant now) throws IOException {
        var believed = newestRoot(known);
        believed.root().metadata().checkFresh(now);
        believed = believed.withTimestamp(required("timestamp.json", TopRole.TIMESTAMP.longest()));
        believed.checkTimestamp(now);
        if (!believed.hasSnapshot()) {
            believed = believed.withSnapshot(
                    required(believed.snapshotVersion() + ".snapshot.json", TopRole.SNAPSHOT.longest()));
        }
        if (!believed.hasTargets()) {
            believed = believed.withTargets(
                    required(believed.targetsVersion() + ".targets.json", TopRole.TARGETS.longest()));
        }
        return believed;
    }

    /** What the repository says of a name; delegated roles are read on the way. Nothing: nobody vouches for it. */
    public Optional<TargetFile> find(TrustedMetadata known, String target, Instant now) throws IOException {
        var believed = known;
        for (var read = 0; read <= MOST_DELEGATIONS; read++) {
            switch (believed.find(target, now)) {
                case TargetLookup.Found found -> {
                    return Optional.of(found.file());
                }
                case TargetLookup.Absent _ -> {
                    return Optional.empty();
                }
                case TargetLookup.Needed needed -> {
                    var name = needed.version() + "." + needed.role().role() + ".json";
                    believed = believed.withDelegated(needed.role(), required(name, TopRole.TARGETS.longest()));
                }
            }
        }
        throw new Untrusted(Untrusted.Reason.UNKNOWN, "too many roles on the way to the name");
    }

    /** The content itself, whole and checked: for what fits in memory. */
    public byte[] fetch(TrustedMetadata known, String target, Instant now) throws IOException {
        var file = find(known, target, now)
                .orElseThrow(() -> new Untrusted(Untrusted.Reason.UNKNOWN, "nobody vouches for " + target));
        var content = required("targets/" + TargetName.inRepository(target, file), file.length());
        file.check(target, content);
        return content;
    }

    private TrustedMetadata newestRoot(TrustedMetadata known) throws IOException {
        var believed = known;
        for (var read = 0; read < MOST_ROOTS; read++) {
            var version = believed.root().metadata().version() + 1;
            var file = source.read(version + ".root.json", TopRole.ROOT.longest());
            if (file == null) {
                return believed;
            }
            believed = believed.withRoot(file);
        }
        return believed;
    }

    private byte[] required(String name, long most) throws IOException {
        var file = source.read(name, most);
        if (file == null) {
            throw new Untrusted(Untrusted.Reason.UNKNOWN, "the repository has no " + name);
        }
        return Signed.checked(file, most);
    }
}
