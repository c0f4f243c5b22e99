package io.tidings.access;

import java.util.Set;

/**
 * Who calls: a name, a tenant, and roles. A connection point's name is the id of its hierarchy; an operator's is the client
 * id or the subject its issuer knows; nobody's is empty.
 */
public record Caller(String name, String tenant, Set<String> roles) {

    /** Whether this is the connection point of a hierarchy. */
    public boolean isConnectionPoint() {
        return roles.contains(Role.CONNECTION_POINT_NAME);
    }

    /** Whether this is an operator of any role. */
    public boolean isOperator() {
        return roles.contains("viewer");
    }
}
