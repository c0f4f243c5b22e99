package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Hears of every call that was let in to no method, by a rule of the path or by the method's own. */
@Singleton
final class Denials {

    private final Refusals refusals;

    Denials(Refusals refusals) {
        this.refusals = refusals;
    }

    void denied(@Observes AuthorizationFailureEvent event) {
        Object request = event.getEventProperties().get(RoutingContext.class.getName());
        String path = request instanceof RoutingContext context ? context.normalizedPath() : "";
        refusals.denied(kind(event.getSecurityIdentity()), path);
    }

    private static String kind(SecurityIdentity caller) {
        if (caller == null || caller.isAnonymous()) {
            return "nobody";
        }
        return caller.hasRole(Role.CONNECTION_POINT_NAME) ? "connection-point" : "operator";
    }
}
