package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * A connection point reaches only what is below its own hierarchy, on every path and however it is served. Its name is the
 * id of its hierarchy, so a look at the path is enough.
 */
@Singleton
final class OwnHierarchy implements HttpSecurityPolicy {

    private static final String HIERARCHIES = "/v1/hierarchies/";
    private static final Uni<CheckResult> PERMIT = CheckResult.permit();
    private static final Uni<CheckResult> DENY = CheckResult.deny();

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> caller, AuthorizationRequestContext context) {
        String path = request.normalizedPath();
        if (!namesAnyHierarchy(path)) {
            return PERMIT;
        }
        return caller.flatMap(identity -> mayPass(identity, path) ? PERMIT : DENY);
    }

    private static boolean mayPass(SecurityIdentity identity, String path) {
        return !identity.hasRole(Role.CONNECTION_POINT_NAME)
                || isBelow(path, identity.getPrincipal().getName());
    }

    /** Wider than the paths that exist: parameters inside a path (RFC 3986, 3.3) and other spellings must not slip by. */
    private static boolean namesAnyHierarchy(String path) {
        boolean plain = path.regionMatches(true, 0, HIERARCHIES, 0, HIERARCHIES.length() - 1)
                && path.length() > HIERARCHIES.length();
        return plain || path.indexOf(';') >= 0 || path.indexOf('%') >= 0;
    }

    static boolean isBelow(String path, String hierarchyId) {
        int end = HIERARCHIES.length() + hierarchyId.length();
        return !hierarchyId.isEmpty()
                && path.startsWith(HIERARCHIES)
                && path.startsWith(hierarchyId, HIERARCHIES.length())
                && (path.length() == end || path.charAt(end) == '/')
                && path.indexOf(';') < 0;
    }
}
