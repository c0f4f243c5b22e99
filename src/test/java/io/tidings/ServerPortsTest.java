package io.tidings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.ServerPorts.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerPortsTest {

    @Test
    void onePortForBothServersIsRefused() {
        assertThatThrownBy(() -> ServerPorts.check(new Listener("0.0.0.0", 9000), new Listener("0.0.0.0", 9000)))
                .hasMessage("quarkus.http.port must be another than quarkus.management.port: both are 9000");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 8080, 0.0.0.0, 9000",
        "0.0.0.0, 0, 0.0.0.0, 0",
        // an address of its own for each
        "192.0.2.1, 8080, 127.0.0.1, 8080",
    })
    void serversApartMayStart(String host, int port, String managementHost, int managementPort) {
        assertThatCode(() -> ServerPorts.check(new Listener(host, port), new Listener(managementHost, managementPort)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "70000, 9000, quarkus.http.port",
        "-1, 9000, quarkus.http.port",
        "8080, 65536, quarkus.management.port",
        "8080, -9000, quarkus.management.port",
    })
    void portThatThereIsNotIsNamed(int http, int management, String setting) {
        assertThatThrownBy(() -> ServerPorts.check(new Listener("0.0.0.0", http), new Listener("0.0.0.0", management)))
                .hasMessageStartingWith(setting + " must be a whole number from 0 to 65535, not ");
    }
}
