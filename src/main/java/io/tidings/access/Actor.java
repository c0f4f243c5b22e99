package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Who changes something about a connection point: an operator, or the connection point itself by its client id. */
record Actor(String name, @Nullable String clientId) {

    static Actor of(SecurityIdentity identity) {
        boolean itself = identity.hasRole(Role.CONNECTION_POINT_NAME);
        @Nullable String clientId = itself ? identity.getAttribute(CallerIdentity.CLIENT) : null;
        return new Actor(identity.getPrincipal().getName(), clientId);
    }

    /** A token outlives its client until the revocation has reached this replica: it changes nothing any more. */
    void requireToBe(Present present) {
        if (clientId != null && !clientId.equals(present.clientId())) {
            throw new Problem(ProblemType.UNAUTHENTICATED, "These credentials have ended")
                    .header("WWW-Authenticate", "Bearer realm=\"tidings\", error=\"invalid_token\"");
        }
    }
}
