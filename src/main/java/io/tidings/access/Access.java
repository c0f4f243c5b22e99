package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import org.jspecify.annotations.Nullable;

/** Tells a mouth of the service who called it. What callers may do is decided before a resource is reached. */
public final class Access {

    /** The tenant of everything that names none. */
    public static final String DEFAULT_TENANT = "default";

    private Access() {}

    /** The caller behind the identity of the present request. */
    public static Caller caller(SecurityIdentity identity) {
        @Nullable String tenant = identity.getAttribute(CallerIdentity.TENANT);
        String name = identity.isAnonymous() ? "" : identity.getPrincipal().getName();
        return new Caller(name, tenant == null ? DEFAULT_TENANT : tenant, identity.getRoles());
    }
}
