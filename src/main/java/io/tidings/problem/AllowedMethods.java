package io.tidings.problem;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The methods that an address takes. RFC 9110 15.5.6 wants them in every 405, and the REST layer leaves them out; it keeps
 * them in its routing table, which is asked here. Only a refusal pays for it.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    /** None when there is no such address. */
    static Set<String> at(ResteasyReactiveRequestContext request) {
        Set<String> methods = new TreeSet<>();
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(new ArrayList<>(request.getDeployment().getClassMappers()));
        RequestMatch<InitialMatch> match = classes.map(request.getPathWithoutPrefix());
        while (match != null) {
            for (ServerRestHandler handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routing) {
                    add(routing.getMappers(), match.remaining, methods);
                }
            }
            match = classes.continueMatching(request.getPathWithoutPrefix(), match);
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    private static void add(Map<String, RequestMapper<RuntimeResource>> byMethod, String rest, Set<String> methods) {
        byMethod.forEach((method, paths) -> {
            if (method != null && paths.map(rest.isEmpty() ? "/" : rest) != null) {
                methods.add(method);
            }
        });
    }
}
