package io.tidings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidings.problem.Problem;
import io.tidings.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/**
 * The description of the HTTP surface, as it is checked in: the tests hold it equal to what the code says. Nothing is made
 * of it before somebody asks, because that took a quarter of the start.
 */
@Singleton
class ApiDocument {

    private static final String PATH = "/q/openapi";
    private static final String JSON = "application/json";
    private static final int BEFORE_THE_GENERATED_ONE = -100;

    private final ObjectMapper json;

    ApiDocument(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.get(PATH).order(BEFORE_THE_GENERATED_ONE).handler(this::answer);
        router.head(PATH).order(BEFORE_THE_GENERATED_ONE).handler(this::answer);
        router.route(PATH)
                .order(BEFORE_THE_GENERATED_ONE + 1)
                .handler(routing ->
                        routing.fail(new Problem(ProblemType.METHOD_NOT_ALLOWED, "The description can only be read")
                                .header("Allow", "GET, HEAD")));
    }

    private void answer(RoutingContext routing) {
        boolean asJson = isJsonWanted(routing);
        Buffer body = Buffer.buffer(asJson ? asJson() : asYaml());
        routing.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, (asJson ? JSON : "application/yaml") + ";charset=UTF-8")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        routing.end(body);
    }

    /** The parameter is for those who type an address, the header for programs. */
    private static boolean isJsonWanted(RoutingContext routing) {
        String format = routing.request().getParam("format");
        if (format != null) {
            return format.toLowerCase(Locale.ROOT).equals("json");
        }
        return JSON.equals(routing.parsedHeaders().accept().stream()
                .map(accepted -> accepted.value().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(""));
    }

    private byte[] asJson() {
        try {
            return json.writeValueAsBytes(new YAMLMapper().readTree(asYaml()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the description of the surface cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] asYaml() {
        try (InputStream file = Objects.requireNonNull(
                Thread.currentThread().getContextClassLoader().getResourceAsStream("contract/openapi.yaml"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the surface is part of the program", e);
        }
    }
}
