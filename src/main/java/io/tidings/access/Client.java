package io.tidings.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One that may ask for tokens: the connection point of a hierarchy, or an operator without one. */
record Client(
        String clientId, @Nullable String hierarchyId, String tenant, Set<String> roles, List<KnownSecret> secrets) {

    /** The hash of a secret and when it ends. */
    static final class KnownSecret {

        private final byte[] hash;
        private final Instant expiresAt;

        KnownSecret(byte[] hash, Instant expiresAt) {
            this.hash = hash.clone();
            this.expiresAt = expiresAt;
        }

        boolean is(Secret offered, Instant now) {
            return offered.hasHash(hash) && now.isBefore(expiresAt);
        }
    }

    /** Looks at every secret, so that the time taken tells nothing of which one nearly fitted. */
    boolean hasSecret(Secret offered, Instant now) {
        boolean fits = false;
        for (KnownSecret known : secrets) {
            fits |= known.is(offered, now);
        }
        return fits;
    }

    /** The roles for a scope that was asked for; empty when it asks for more than the client may have. */
    Optional<Set<String>> granted(@Nullable String scope) {
        if (scope == null || scope.isBlank()) {
            return Optional.of(roles);
        }
        if (hierarchyId != null) {
            return scope.strip().equals("hierarchy:" + hierarchyId) ? Optional.of(roles) : Optional.empty();
        }
        List<String> asked = List.of(scope.strip().split(" +"));
        return roles.containsAll(asked) ? Optional.of(Role.operator(asked)) : Optional.empty();
    }
}
