package io.tidings.delivery;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The short way of a poll, for the first of a connection and for HTTP/2 ({@link Polls} has a shorter one): whose edition is in memory is answered as soon as access has let it in, without the layer of the
 * resources, which costs more than all the rest. Whatever is not plainly that goes on to {@link CatalogResource}.
 */
@Singleton
class PollRoute {

    private static final String BEFORE = "/v1/hierarchies/";
    private static final String AFTER = "/updates";
    private static final int ID_LENGTH = 43;
    static final String TEMPLATE = BEFORE + "{id}" + AFTER;

    private static final CharSequence IF_MATCH = HttpHeaders.createOptimized("If-Match");

    /** A user is there before authentication (which has -200) only if access recognised it, and let it in. */
    private static final int BEHIND_RECOGNITION = -800;

    private final Editions editions;

    PollRoute(Editions editions) {
        this.editions = editions;
    }

    void register(@Observes Router router) {
        router.route(BEFORE + "*").order(BEHIND_RECOGNITION).handler(this::answer);
    }

    private void answer(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String hierarchyId = isPlain(request) && isConnectionPoint(routing) ? polled(routing.normalizedPath()) : null;
        Edition edition = hierarchyId == null ? null : editions.known(hierarchyId);
        if (hierarchyId == null || edition == null) {
            routing.next();
            return;
        }
        // what metrics and traces call the method; the path itself would be a meter for each hierarchy
        ((HttpServerRequestInternal) request).context().putLocal("UrlPathTemplate", TEMPLATE);
        Polls.open(request.connection());
        editions.answer(
                        hierarchyId,
                        edition.sheet(),
                        request.getHeader(HttpHeaders.IF_NONE_MATCH),
                        request.getHeader(HttpHeaders.ACCEPT_ENCODING))
                .writeTo(request.response());
    }

    private static @Nullable String polled(String path) {
        boolean isPoll = path.length() == BEFORE.length() + ID_LENGTH + AFTER.length() && path.endsWith(AFTER);
        return isPoll ? path.substring(BEFORE.length(), BEFORE.length() + ID_LENGTH) : null;
    }

    private static boolean isPlain(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.query() == null
                && takesJson(request.getHeader(HttpHeaders.ACCEPT))
                && !request.headers().contains(IF_MATCH)
                && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Any other list is weighed where all of them are. */
    static boolean takesJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private static boolean isConnectionPoint(RoutingContext routing) {
        return routing.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().hasRole("connection-point");
    }
}
