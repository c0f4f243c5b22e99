package io.tidings.access;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys a replica knows: its own signing key, once that is published, and every replica's public keys by the header
 * of the tokens they signed.
 */
final class KeyRing {

    private volatile @Nullable SigningKey signing;
    private volatile Map<String, VerificationKey> byHeader = Map.of();
    private volatile boolean learned;

    Optional<SigningKey> signing(Instant now) {
        SigningKey key = signing;
        return key == null || now.isAfter(key.published().verifiesUntil()) ? Optional.empty() : Optional.of(key);
    }

    boolean wantsNewKey(Instant now) {
        SigningKey key = signing;
        return key == null || now.isAfter(key.signsUntil());
    }

    @Nullable
    VerificationKey withHeader(String header) {
        return byHeader.get(header);
    }

    List<VerificationKey> published() {
        return List.copyOf(byHeader.values());
    }

    void learn(Collection<VerificationKey> keys) {
        Map<String, VerificationKey> known = new HashMap<>();
        keys.forEach(key -> known.put(key.header(), key));
        byHeader = Map.copyOf(known);
        learned = true;
    }

    /** Whether the keys of the other replicas have been read: before that their tokens would be refused. */
    boolean hasLearned() {
        return learned;
    }

    void signWith(SigningKey key) {
        Map<String, VerificationKey> known = new HashMap<>(byHeader);
        known.put(key.published().header(), key.published());
        byHeader = Map.copyOf(known);
        signing = key;
    }
}
