package io.tidings.access;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.tidings.access.Verification.Accepted;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Recognises at the door, before the framework's authentication, a connection point that asks below its own hierarchy with a
 * token that is remembered: the user of the request is set, and a route that needs nothing else may answer at once. It has
 * passed what the mechanisms and policies behind would have asked; everybody else goes on to them unrecognised.
 */
@Singleton
public final class Recognition {

    private static final int BEFORE_AUTHENTICATION = -900;

    private final AccessTokens tokens;
    private final Limits limits;

    Recognition(AccessTokens tokens, Limits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    void register(@Observes Router router) {
        router.route("/v1/hierarchies/*").order(BEFORE_AUTHENTICATION).handler(this::recognise);
    }

    /**
     * Whether the connection point of that hierarchy says this in {@code Authorization}, by a token that is remembered, and may
     * call once more; if so, this was the call, and it is answered without anybody else's consent.
     */
    public boolean admits(@Nullable String authorization, String hierarchyId) {
        String token = BearerAuthentication.tokenIn(authorization);
        return token != null
                && tokens.glance(token) instanceof Accepted accepted
                && accepted.identity().hasRole(Role.CONNECTION_POINT_NAME)
                && accepted.identity().getName().equals(hierarchyId)
                && limits.admit(accepted.identity());
    }

    /** Who was recognised in this request and has been charged for it; null when nobody was. */
    static @Nullable CallerIdentity of(RoutingContext request) {
        return request.get(Recognition.class.getName());
    }

    private void recognise(RoutingContext request) {
        String token = BearerAuthentication.tokenIn(request);
        if (token != null
                && tokens.recall(token) instanceof Accepted accepted
                && isOnItsOwnWay(accepted.identity(), request)
                && limits.admit(accepted.identity())) {
            request.put(Recognition.class.getName(), accepted.identity());
            QuarkusHttpUser.setIdentity(accepted.identity(), request);
        }
        request.next();
    }

    private static boolean isOnItsOwnWay(CallerIdentity caller, RoutingContext request) {
        return caller.hasRole(Role.CONNECTION_POINT_NAME)
                && OwnHierarchy.isBelow(request.normalizedPath(), caller.getName());
    }
}
