package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidings.tenant.Tenant;

/** Tells a mouth of the service who called it. What callers may do is decided before a resource is reached. */
public final class Access {

    private Access() {}

    /** The caller behind the identity of the present request. */
    public static Caller caller(SecurityIdentity identity) {
        String name = identity.isAnonymous() ? "" : identity.getPrincipal().getName();
        return new Caller(name, Tenant.of(identity), identity.getRoles());
    }
}
