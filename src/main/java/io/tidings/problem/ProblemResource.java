package io.tidings.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;

/** The pages to which the {@code type} of a problem leads. */
@Path("/problems")
@Produces(MediaType.APPLICATION_JSON)
class ProblemResource {

    @GET
    @PermitAll
    public List<Map<String, Object>> list() {
        return Arrays.stream(ProblemType.values()).map(ProblemResource::page).toList();
    }

    @GET
    @Path("/{slug}")
    @PermitAll
    public Map<String, Object> read(@RestPath String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findAny()
                .map(ProblemResource::page)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such type of problem"));
    }

    private static Map<String, Object> page(ProblemType type) {
        return Map.of("type", type.uri(), "title", type.title(), "status", type.status());
    }
}
