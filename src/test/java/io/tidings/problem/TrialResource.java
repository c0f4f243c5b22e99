package io.tidings.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.ConnectException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** A resource that goes wrong in every way the problems room knows. */
@Path("/trial")
@PermitAll
class TrialResource {

    enum Colour {
        RED,
        @JsonProperty("pale-green")
        GREEN
    }

    record Part(@NotBlank String name, @Max(9) int size) {}

    record Refusing(String text) {
        Refusing {
            if (text.equals("bad")) {
                throw new IllegalArgumentException("must not be bad");
            }
        }
    }

    record Body(@NotNull UUID id, LocalDate day, Colour colour, List<@Valid Part> parts, Refusing refusing) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String take(@NotNull @Valid Body body) {
        return "{}";
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String read(@RestQuery @Max(9) int limit) {
        return "{}";
    }

    @GET
    @Path("/fault")
    public String fault() {
        throw new IllegalStateException("a secret in the text");
    }

    @GET
    @Path("/away")
    public String away() {
        throw new IllegalStateException("wrapped", new ConnectException("Connection refused"));
    }

    @GET
    @Path("/conflict")
    public String conflict() {
        throw new Problem(ProblemType.CONFLICT, "It is taken").with("holder", "someone");
    }

    @GET
    @Path("/secret")
    @RolesAllowed("admin")
    public String secret() {
        return "secret";
    }
}
