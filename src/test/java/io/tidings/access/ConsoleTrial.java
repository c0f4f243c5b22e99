package io.tidings.access;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.TreeSet;

/** A page of a console for tests: it says who is signed in. */
@Singleton
final class ConsoleTrial {

    void route(@Observes Router router) {
        router.get("/console/trial").handler(ConsoleTrial::answer);
    }

    private static void answer(RoutingContext request) {
        Caller caller = request.user() instanceof QuarkusHttpUser user
                ? Access.caller(user.getSecurityIdentity())
                : new Caller("nobody", "", new TreeSet<>());
        request.end(caller.name() + " of " + caller.tenant() + " " + new TreeSet<>(caller.roles()));
    }
}
