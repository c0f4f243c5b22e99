package io.tidings.catalog;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidings.tenant.Tenant;

/** Who does something to the catalog of which tenant: an operator acts on the own one. */
record Actor(String tenant, String name) {

    /** What the service does by itself to that tenant's catalog. */
    static Actor program(String tenant) {
        return new Actor(tenant, "the program");
    }

    static Actor of(SecurityIdentity identity) {
        return new Actor(Tenant.of(identity), identity.getPrincipal().getName());
    }
}
