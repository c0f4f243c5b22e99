package io.tidings.catalog;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Who does something to the catalog, and for whom. */
record Actor(String tenant, String name) {

    private static final String OWNER = "default";

    /** What the service does by itself. */
    static final Actor PROGRAM = new Actor(OWNER, "the program");

    /**
     * The caller, who may change the catalog: all hierarchies are judged against the one catalog, so that it is changed by
     * operators of the tenant who owns the installation, and read by those of every other.
     */
    static Actor of(SecurityIdentity identity) {
        @Nullable String tenant = identity.getAttribute("tidings.tenant");
        if (tenant != null && !tenant.equals(OWNER)) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "The catalog is shared by all tenants; its owner alone may change it.");
        }
        return new Actor(OWNER, identity.getPrincipal().getName());
    }
}
