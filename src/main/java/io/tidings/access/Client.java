package io.tidings.access;

import io.tidings.tenant.Tenant;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One that may ask for tokens: the connection point of a hierarchy, or an operator without one. */
record Client(
        String clientId, @Nullable String hierarchyId, String tenant, Set<String> roles, List<KnownSecret> secrets) {

    /** As many secrets as a client can have: its newest, and the one before it for a grace time. */
    private static final int SECRETS = 2;

    /** Nobody's: it has ended, and nothing has this hash. */
    private static final KnownSecret NONE = new KnownSecret(new byte[32], Instant.MIN);

    /** Filled up to the same number for everyone, known or not, so that each guess costs as many comparisons. */
    Client {
        List<KnownSecret> all = new ArrayList<>(secrets);
        while (all.size() < SECRETS) {
            all.add(NONE);
        }
        secrets = List.copyOf(all);
    }

    /** Stands in for a client that does not exist, so that it is asked for its secret like any other. */
    static Client nobody() {
        return new Client("", null, Tenant.DEFAULT, Set.of(), List.of());
    }

    /** The hash of a secret and when it ends. */
    static final class KnownSecret {

        private final byte[] hash;
        private final Instant expiresAt;

        KnownSecret(byte[] hash, Instant expiresAt) {
            this.hash = hash.clone();
            this.expiresAt = expiresAt;
        }

        boolean is(byte[] offered, Instant now) {
            return MessageDigest.isEqual(hash, offered) && now.isBefore(expiresAt);
        }

        Instant expiresAt() {
            return expiresAt;
        }
    }

    /** Hashes once and compares with every secret, so that the time taken tells nothing of what nearly fitted. */
    Optional<KnownSecret> secretThatIs(Secret offered, Instant now) {
        byte[] hash = offered.hash();
        KnownSecret found = NONE;
        for (KnownSecret known : secrets) {
            found = known.is(hash, now) ? known : found;
        }
        return found.equals(NONE) ? Optional.empty() : Optional.of(found);
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
