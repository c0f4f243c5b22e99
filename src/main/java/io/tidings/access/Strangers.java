package io.tidings.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.tidings.tenant.Tenant;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * What is closed to those who are not known here: everything below {@code /v1} that is not named, before a method is looked
 * for, so that nobody learns by 404, 405 or 415 what there is; and for operators of another tenant whatever belongs to the
 * whole installation. A new path is closed until it is named here.
 */
@Singleton
final class Strangers implements HttpSecurityPolicy {

    private static final String API = "/v1/";
    private static final Set<String> PUBLIC = Set.of("/v1/reachable", "/v1/endpoints");
    private static final String SCHEMAS = "/v1/schemas/";
    private static final String HIERARCHIES = "/v1/hierarchies";
    /** Each tenant sees and does its own there. */
    private static final Set<String> DIVIDED = Set.of(
            HIERARCHIES,
            "/v1/enrolment-keys",
            "/v1/audit",
            "/v1/updates",
            "/v1/relevance/judge",
            "/v1/notices",
            "/v1/content");

    private static final Set<String> DIVIDED_BELOW =
            Set.of(HIERARCHIES + "/", "/v1/updates/", "/v1/standings/", "/v1/content/");

    private static final Uni<CheckResult> PERMIT = CheckResult.permit();
    private static final Uni<CheckResult> DENY = CheckResult.deny();

    private final Refusals refusals;

    Strangers(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> caller, AuthorizationRequestContext context) {
        String path = request.normalizedPath();
        HttpMethod method = request.request().method();
        if (!path.startsWith(API) || isPublic(path, method)) {
            return PERMIT;
        }
        return caller.flatMap(identity -> check(identity, path));
    }

    private Uni<CheckResult> check(SecurityIdentity identity, String path) {
        if (identity.isAnonymous()) {
            refusals.denied("nobody", path);
            // a denial would be answered without a document
            return Uni.createFrom()
                    .failure(new Problem(ProblemType.UNAUTHENTICATED, "A valid bearer token is needed here")
                            .header("WWW-Authenticate", BearerAuthentication.CHALLENGE));
        }
        return isAnothers(Access.caller(identity), path) ? DENY : PERMIT;
    }

    private static boolean isPublic(String path, HttpMethod method) {
        boolean enrols = path.equals(HIERARCHIES) && method.equals(HttpMethod.POST);
        return enrols || PUBLIC.contains(path) || path.startsWith(SCHEMAS);
    }

    private static boolean isAnothers(Caller caller, String path) {
        return caller.isOperator()
                && !caller.tenant().equals(Tenant.DEFAULT)
                && !DIVIDED.contains(path)
                && DIVIDED_BELOW.stream().noneMatch(path::startsWith);
    }
}
