package io.tidings;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;

/** Says in a line or a few why the service could not start. Only what nobody expected is shown with its stack. */
final class StartTrouble {

    private static final Pattern CODE = Pattern.compile("SRCFG\\d+: ");
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z]\\w*\\.)+([A-Z][\\w$]*)(: )?");
    private static final Pattern BAD_VALUE = Pattern.compile(
            "The config property (\\S+) with the config value \"(.*?)\" threw an Exception whilst being "
                    + "converted (.*)",
            Pattern.DOTALL);
    private static final Pattern UNKNOWN = Pattern.compile("(\\S+) in (.*) does not map to any root");
    private static final Pattern MANAGEMENT = Pattern.compile("management interface on .*:(\\d+)");
    private static final Pattern MISSING =
            Pattern.compile("The config property (\\S+) is required but it could not .*", Pattern.DOTALL);

    private static final String WRONG = "The service cannot start, its settings are wrong:";
    private static final String BAD_ADDRESS = "Cannot parse invalid connection URI";
    private static final String BAD_ENDPOINT = "Invalid endpoint, must";

    private StartTrouble() {}

    static List<String> describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<List<String>> lines = known(cause);
            if (lines.isPresent()) {
                return lines.get();
            }
        }
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        return List.of("The service cannot start:", stack.toString());
    }

    private static Optional<List<String>> known(Throwable cause) {
        return switch (cause) {
            case QuarkusBindException refused ->
                Optional.of(List.of(unopened(Integer.toString(refused.getPort()), "http", refused)));
            case IllegalStateException management
            when management.getCause() instanceof BindException refused ->
                MANAGEMENT
                        .matcher(String.valueOf(management.getMessage()))
                        .results()
                        .findAny()
                        .map(port -> List.of(unopened(port.group(1), "management", refused)));
            case ConfigValidationException invalid -> Optional.of(settings(invalid));
            case ConfigurationException invalid
            when !hidesAnother(invalid) -> Optional.of(wrong(String.valueOf(invalid.getMessage())));
            case ConfigException invalid ->
                Optional.of(wrong("Kafka's client says: "
                        + String.valueOf(invalid.getMessage()).replace("for configuration ", "for kafka.")));
            case IllegalArgumentException endpoint
            when String.valueOf(endpoint.getMessage()).startsWith(BAD_ENDPOINT) ->
                Optional.of(wrong("tidings.traces.endpoint (OTEL_EXPORTER_OTLP_ENDPOINT) must be an address such as"
                        + " http://collector:4317"));
            // what was set stays unsaid: it may hold a password
            case IllegalArgumentException unread
            when String.valueOf(unread.getMessage()).startsWith(BAD_ADDRESS) ->
                Optional.of(wrong(
                        "quarkus.datasource.reactive.url (QUARKUS_DATASOURCE_REACTIVE_URL) must be an address such"
                                + " as postgresql://localhost:5432/tidings"));
            default -> Optional.empty();
        };
    }

    /** Also when the host is none of this machine's, or the port is for others than this user. */
    private static String unopened(String port, String server, BindException refused) {
        String said = String.valueOf(refused.getMessage());
        String setting = "quarkus." + server + ".port (QUARKUS_" + server.toUpperCase(Locale.ROOT) + "_PORT)";
        return "The service cannot start: port " + port
                + (said.contains("already in use")
                        ? " is taken by another program. The setting is " + setting + "."
                        : " cannot be opened ("
                                + said.substring(said.lastIndexOf(": ") + 1).strip() + "). The settings are quarkus."
                                + server + ".host and " + setting + ".");
    }

    /** Of the database's address the framework says it twice, the first time whole. */
    private static boolean hidesAnother(ConfigurationException invalid) {
        return String.valueOf(invalid.getMessage()).contains(BAD_ADDRESS);
    }

    private static List<String> wrong(String line) {
        return List.of(WRONG, "  " + line);
    }

    private static List<String> settings(ConfigValidationException invalid) {
        List<String> lines = new ArrayList<>();
        lines.add(WRONG);
        IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> "  " + setting(invalid.getProblem(i).getMessage()))
                // a setting below two prefixes is found wanting twice
                .distinct()
                .forEach(lines::add);
        return lines;
    }

    static String setting(String problem) {
        String said = CODE.matcher(problem).replaceAll("");
        Matcher value = BAD_VALUE.matcher(said);
        if (value.find()) {
            return value.group(1) + " cannot be \"" + value.group(2) + "\": " + expected(value.group(3));
        }
        Matcher unknown = UNKNOWN.matcher(said);
        if (unknown.find()) {
            return unknown.group(1) + " is not a setting"
                    + ("SysPropConfigSource".equals(unknown.group(2))
                            ? ""
                            : " (it comes from " + unknown.group(2) + ")");
        }
        Matcher missing = MISSING.matcher(said);
        return missing.find() ? missing.group(1) + " must be set" : plain(said);
    }

    private static String expected(String said) {
        return said.contains("Invalid duration") ? "expected a duration such as 30s, 15m or PT24H" : plain(said);
    }

    private static String plain(String said) {
        return CLASS_NAME.matcher(said).replaceAll("").strip();
    }
}
