package io.tidings.connectivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The door to what a connection point must reach: the documented endpoints of each function, and our own hosts. Made while the
 * application starts, which refuses addresses of our own that nobody could reach.
 */
@Startup
@Singleton
public class Endpoints {

    /** The function that our own hosts stand under. */
    static final String OWN = "tidings";

    private static final Pattern WEB = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);

    private final int version;
    private final List<Endpoint> all;

    Endpoints(ConnectivitySettings settings, ObjectMapper json) {
        JsonNode document = read(json);
        List<Endpoint> found = new ArrayList<>();
        for (URI own : settings.ownUrls()) {
            found.add(own(own));
        }
        for (JsonNode function : document.path("functions")) {
            function.path("endpoints").forEach(endpoint -> found.add(endpoint(function, endpoint)));
        }
        this.version = document.path("version").intValue();
        this.all = List.copyOf(found);
    }

    /** The version of the documented list; it grows when the list changes. */
    public int version() {
        return version;
    }

    public List<Endpoint> all() {
        return all;
    }

    /** The endpoints that a host may stand for: those of that function if it has any, and else all. The root's dot is no part of it. */
    List<Endpoint> covering(String host, @Nullable String function) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        List<Endpoint> any =
                all.stream().filter(endpoint -> endpoint.covers(name)).toList();
        List<Endpoint> named = any.stream()
                .filter(endpoint -> endpoint.function().equals(function))
                .toList();
        return named.isEmpty() ? any : named;
    }

    private static Endpoint own(URI url) {
        if (url.getHost() == null
                || !WEB.matcher(String.valueOf(url.getScheme())).matches()) {
            throw new ConfigurationException("tidings.connectivity.own-urls must be addresses such as"
                    + " https://tidings.example.org, not " + url);
        }
        @Nullable String scheme = "https".equalsIgnoreCase(url.getScheme()) ? null : url.getScheme();
        @Nullable Integer port = url.getPort() < 0 ? null : url.getPort();
        return new Endpoint(OWN, true, false, url.getHost(), scheme, port, "/v1/reachable", null, null, null);
    }

    private static Endpoint endpoint(JsonNode function, JsonNode endpoint) {
        return new Endpoint(
                function.path("function").textValue(),
                function.path("critical").booleanValue(),
                function.path("cloudService").booleanValue(),
                endpoint.path("host").textValue(),
                null,
                number(endpoint, "port"),
                endpoint.path("path").textValue(),
                number(endpoint, "since"),
                number(endpoint, "until"),
                endpoint.path("replacedBy").textValue());
    }

    private static @Nullable Integer number(JsonNode endpoint, String field) {
        return endpoint.hasNonNull(field) ? endpoint.path(field).intValue() : null;
    }

    private static JsonNode read(ObjectMapper json) {
        try (InputStream file = Endpoints.class.getResourceAsStream("endpoints.json")) {
            return json.readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
