package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * A connection point reaches only what is below its own hierarchy, and an operator only hierarchies of its own tenant, on
 * every path and however it is served. A connection point's name is the id of its hierarchy, so a look at the path is
 * enough for it.
 */
@Singleton
final class OwnHierarchy implements HttpSecurityPolicy {

    private static final String HIERARCHIES = "/v1/hierarchies/";
    private static final Uni<CheckResult> PERMIT = CheckResult.permit();
    private static final Uni<CheckResult> DENY = CheckResult.deny();

    private final Tenancy tenancy;

    OwnHierarchy(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> caller, AuthorizationRequestContext context) {
        String path = request.normalizedPath();
        return namesAnyHierarchy(path) ? caller.flatMap(identity -> check(identity, path)) : PERMIT;
    }

    private Uni<CheckResult> check(SecurityIdentity identity, String path) {
        if (identity.hasRole(Role.CONNECTION_POINT_NAME)) {
            return isBelow(path, identity.getPrincipal().getName()) ? PERMIT : DENY;
        }
        // anyone without a role is turned away by the method's own rule
        return identity.hasRole("viewer") ? ofOwnTenant(Access.caller(identity), path) : PERMIT;
    }

    private Uni<CheckResult> ofOwnTenant(Caller operator, String path) {
        return tenancy.tenantOf(hierarchyIn(path))
                .map(tenant -> operator.tenant().equals(tenant))
                .flatMap(own -> own ? PERMIT : hidden());
    }

    /** The same as for a hierarchy that does not exist: nobody learns of another tenant's. */
    private static Uni<CheckResult> hidden() {
        return Uni.createFrom().failure(new Problem(ProblemType.NOT_FOUND, "There is no such hierarchy"));
    }

    private static String hierarchyIn(String path) {
        int end = path.indexOf('/', HIERARCHIES.length());
        return path.substring(Math.min(HIERARCHIES.length(), path.length()), end < 0 ? path.length() : end);
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
