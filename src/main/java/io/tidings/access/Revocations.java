package io.tidings.access;

import java.util.Set;

/**
 * Whose tokens count no longer: the clients that ended within the life of a token, for an older token has expired by
 * itself. A client id is never given out twice, so no time needs comparing. Replaced as a whole by each look into the
 * database.
 */
final class Revocations {

    private volatile Set<String> clientIds = Set.of();

    void replace(Set<String> revoked) {
        clientIds = Set.copyOf(revoked);
    }

    boolean covers(CallerIdentity identity) {
        Set<String> revoked = clientIds;
        return !revoked.isEmpty() && revoked.contains(identity.clientId());
    }
}
