package io.tidings;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/** Names the hierarchy in every line that is logged while one of its requests is served. */
@Singleton
class HierarchyLog {

    private static final String PREFIX = "/v1/hierarchies/";
    private static final int END = PREFIX.length() + 43;

    void register(@Observes Router router) {
        // before authentication, so that a refusal names it too
        router.route(PREFIX + "*").order(-1_000).handler(HierarchyLog::name);
    }

    private static void name(RoutingContext request) {
        String path = request.request().path();
        // whatever a caller sends is written into the log: only what can be an id is
        if (path != null && isId(path)) {
            MDC.put("hierarchyId", path.substring(PREFIX.length(), END));
        }
        request.next();
    }

    private static boolean isId(String path) {
        return path.length() == END || (path.length() > END && path.charAt(END) == '/');
    }
}
