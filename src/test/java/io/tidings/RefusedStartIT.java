package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the program says when it cannot start: a line that names the setting, and no stack. It has no services, and needs none. */
class RefusedStartIT {

    @Test
    void wrongSettingsEndTheStart() throws Exception {
        refuses("TIDINGS_TRACE_RATIO is not a setting. Known are TIDINGS_ACCESS_", "TIDINGS_TRACE_RATIO", "1");
        refuses("tidings.traces.ratio must be a number from 0 to 1", "TIDINGS_TRACES_RATIO", "7");
        refuses(
                "tidings.signal.longest-silence cannot be \"soon\": expected a duration",
                "TIDINGS_SIGNAL_LONGEST_SILENCE",
                "soon");
        refuses(
                "quarkus.datasource.reactive.url (QUARKUS_DATASOURCE_REACTIVE_URL) must be an address such as",
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgres:a-secret@localhost/tidings");
        // found wrong where the room reads it
        refuses(
                "tidings.access.trusted-proxies must be addresses or ranges such as 10.0.0.0/8, not 10.0.0.0/99",
                "TIDINGS_ACCESS_TRUSTED_PROXIES",
                "10.0.0.0/99");
    }

    @Test
    void wrongSettingsEndTheStart_thoseOfTheFramework() throws Exception {
        refuses("OTEL_EXPORTER_OTLP_ENDPOINT) must be an address", "OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317");
        refuses("quarkus.http.port must be a whole number from 0 to 65535, not 70000", "QUARKUS_HTTP_PORT", "70000");
        refuses("quarkus.management.port must be a whole", "QUARKUS_MANAGEMENT_PORT", "-1");
        String port = Integer.toString(ServiceProcess.freePort());
        refuses(
                "quarkus.http.port must be another than quarkus.management.port: both are " + port,
                "QUARKUS_HTTP_PORT",
                port,
                "QUARKUS_MANAGEMENT_PORT",
                port);
        refuses("kafka.bootstrap.servers must be addresses such as", "KAFKA_BOOTSTRAP_SERVERS", "foo");
        refuses("Invalid value nonsense for kafka.security.protocol", "KAFKA_SECURITY_PROTOCOL", "nonsense");
        refuses(
                "kafka.sasl.jaas.config must be set",
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_SASL_MECHANISM",
                "PLAIN");
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            refuses(
                    "port " + port + " is taken by another program. The setting is quarkus.http.port",
                    "QUARKUS_HTTP_PORT",
                    port);
            refuses(
                    "port " + port + " is taken by another program. The setting is quarkus.management.port",
                    "QUARKUS_MANAGEMENT_PORT",
                    port);
        }
    }

    private static void refuses(String line, String... settings) throws InterruptedException {
        // where nobody listens: another's services are none of ours
        Map<String, String> all = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "postgresql://localhost:1/tidings",
                "KAFKA_BOOTSTRAP_SERVERS",
                "localhost:1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        refuses(line, all);
    }

    static void refuses(String line, Map<String, String> settings) throws InterruptedException {
        try (ServiceProcess service = new ServiceProcess(settings)) {
            assertThat(service.awaitEnd()).as(service.output()).isEqualTo(1);
            assertThat(service.output()).contains(line).doesNotContain("\tat ", "Exception", "stackTrace");
        }
    }
}
