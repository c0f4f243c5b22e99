package io.tidings;

import static java.util.stream.Collectors.joining;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stops the start when a variable {@code TIDINGS_…} is no setting. The configuration library refuses an unknown setting in
 * files and on the command line, but passes over the environment, which is where most settings come from.
 */
@Singleton
class EnvironmentCheck {

    /**
     * What others set: {@code target/up/env} for the tools, the compose file, Kubernetes for a Service named "tidings"
     * (TIDINGS_SERVICE_HOST, TIDINGS_PORT_8080_TCP_ADDR and the like).
     */
    private static final Pattern OTHERS = Pattern.compile(
            "TIDINGS_(URL|OPERATOR_ID|OPERATOR_SECRET|DB_URL|DB_PASSWORD|BUILD|SERVICE_.*|PORT(_.*)?|[A-Z]+_SERVICE_(HOST|PORT).*)");

    private static final Pattern MAP_KEY = Pattern.compile("\\*|\"[^\"]*\"|\\[\\d*]");

    /** One a line. To gather them from the mappings would be a twentieth of a start; a test compares. */
    static final String NAMES = "/io/tidings/settings";

    void check(@Observes @Priority(1) StartupEvent event) {
        List<String> candidates = candidates(System.getenv());
        if (!candidates.isEmpty()) {
            Set<String> settings = settings();
            for (String variable : candidates) {
                if (settings.stream().noneMatch(setting -> names(variable, setting))) {
                    throw unknown(variable, settings);
                }
            }
        }
    }

    static List<String> candidates(Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(name ->
                        name.startsWith("TIDINGS_") && !OTHERS.matcher(name).matches())
                .sorted()
                .toList();
    }

    static boolean names(String variable, String setting) {
        String pattern = Stream.of(MAP_KEY.matcher(setting).replaceAll("\u0000").split("\u0000", -1))
                .map(EnvironmentCheck::variable)
                .reduce((left, right) -> left + ".+" + right)
                .orElseThrow();
        return variable.matches(pattern);
    }

    /** The variable that sets it: MicroProfile Config's own rule. */
    static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }

    static Set<String> settings() {
        try (InputStream names = Objects.requireNonNull(EnvironmentCheck.class.getResourceAsStream(NAMES), NAMES)) {
            return new TreeSet<>(new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names the variable, and the settings of the room it seems to belong to. */
    static ConfigurationException unknown(String variable, Set<String> settings) {
        String room = roomOf(variable);
        List<String> all = settings.stream()
                // the elements of a list are set by the list's own name, too
                .filter(setting -> !setting.endsWith("]"))
                .map(EnvironmentCheck::variable)
                .toList();
        List<String> near =
                all.stream().filter(name -> roomOf(name).equals(room)).toList();
        return new ConfigurationException(variable + " is not a setting. Known are "
                + (near.isEmpty()
                        ? all.stream()
                                .map(name -> roomOf(name) + "_…")
                                .distinct()
                                .collect(joining(", "))
                        : String.join(", ", near)));
    }

    private static String roomOf(String variable) {
        return variable.replaceFirst("^(TIDINGS_[A-Z]+).*", "$1");
    }
}
