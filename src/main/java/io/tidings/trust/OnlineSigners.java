package io.tidings.trust;

import java.util.List;

/** The keys that a running service holds, by the role they sign for. The root's are never among them. */
public record OnlineSigners(List<Signer> timestamp, List<Signer> snapshot, List<Signer> targets) {

    public OnlineSigners {
        timestamp = List.copyOf(timestamp);
        snapshot = List.copyOf(snapshot);
        targets = List.copyOf(targets);
    }

    /** Nothing is served by keys that the root does not name, or too few of them: better no start than no trust. */
    void check(Root root) {
        check(root.of(TopRole.TIMESTAMP), TopRole.TIMESTAMP, timestamp);
        check(root.of(TopRole.SNAPSHOT), TopRole.SNAPSHOT, snapshot);
        check(root.of(TopRole.TARGETS), TopRole.TARGETS, targets);
    }

    private static void check(RoleKeys who, TopRole role, List<Signer> signers) {
        var known = signers.stream()
                .map(signer -> signer.key().keyId())
                .filter(keyId -> who.keyIds().contains(keyId))
                .distinct()
                .count();
        if (known < signers.size() || known < who.threshold()) {
            throw new IllegalArgumentException("the role " + role + " needs " + who.threshold()
                    + " keys of its root, and " + known + " of the " + signers.size() + " given are");
        }
    }
}
