package io.tidings.tenant;

import io.quarkus.security.identity.SecurityIdentity;
import org.jspecify.annotations.Nullable;

/** Says for which tenant somebody acts. */
public final class Tenant {

    /** Who owns the installation, and whatever names no tenant. */
    public static final String DEFAULT = "default";

    /** The attribute of an identity that holds its tenant. */
    public static final String ATTRIBUTE = "tidings.tenant";

    private Tenant() {}

    /** The tenant of the caller behind that identity. */
    public static String of(SecurityIdentity caller) {
        @Nullable String tenant = caller.getAttribute(ATTRIBUTE);
        return tenant == null ? DEFAULT : tenant;
    }
}
