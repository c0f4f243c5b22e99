package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerMetersTest {

    private static Tags mapped(String name, String... tags) {
        var id = new Meter.Id(name, Tags.of(tags), null, null, Meter.Type.OTHER);
        return Tags.of(new ServerMeters().map(id).getTags());
    }

    @ParameterizedTest
    @CsvSource({"http.server.bytes.read", "http.server.active.requests"})
    void serverOnAnyPortHasTheTagOfOneOnAFixedPort(String name) {
        assertThat(mapped(name)).isEqualTo(Tags.of("server.port", "0"));
    }

    @Test
    void othersStayAsTheyAre() {
        assertThat(mapped("http.server.bytes.read", "server.port", "8080")).isEqualTo(Tags.of("server.port", "8080"));
        assertThat(mapped("http.server.requests", "method", "GET")).isEqualTo(Tags.of("method", "GET"));
    }
}
