package io.tidings.trust;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who signs for a role: the ids of the keys, and how many of them must. */
public record RoleKeys(SortedSet<String> keyIds, int threshold) {

    private static final int MOST_KEYS = 64;

    public RoleKeys {
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is at least 1");
        }
        keyIds = Collections.unmodifiableSortedSet(new TreeSet<>(keyIds));
    }

    static RoleKeys of(int threshold, List<VerificationKey> keys) {
        var ids = new TreeSet<String>();
        keys.forEach(key -> ids.add(key.keyId()));
        return new RoleKeys(ids, threshold);
    }

    static RoleKeys from(Fields fields) {
        var ids = fields.texts("keyids");
        if (ids.size() > MOST_KEYS || new HashSet<>(ids).size() < ids.size()) {
            throw new Untrusted(Untrusted.Reason.MALFORMED, "a key stands twice in a role, or there are too many");
        }
        return new RoleKeys(
                new TreeSet<>(ids), fields.within("threshold", 1, MOST_KEYS).intValue());
    }

    /**
     * How many of the role's keys signed these bytes: a key counts once, whatever ids it stands under, and a stranger's
     * signature not at all.
     */
    int signedBy(byte[] message, List<Signature> signatures, Map<String, VerificationKey> keys) {
        var good = new HashSet<String>();
        for (var signature : signatures) {
            var key = keyIds.contains(signature.keyId()) ? keys.get(signature.keyId()) : null;
            if (key != null && key.verifies(message, signature.bytes())) {
                good.add(key.toPem());
            }
        }
        return good.size();
    }

    void check(Signed<?> signed, Map<String, VerificationKey> keys) {
        var good = signedBy(signed.toSign(), signed.signatures(), keys);
        if (good < threshold) {
            throw new Untrusted(
                    Untrusted.Reason.TOO_FEW_SIGNATURES,
                    "signed by " + good + " of the " + threshold + " keys it needs");
        }
    }

    Map<String, Object> toTree() {
        return Map.of("keyids", List.copyOf(keyIds), "threshold", threshold);
    }
}
