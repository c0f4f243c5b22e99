package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaHostsTest {

    private static KafkaHosts of(String servers) {
        return KafkaHosts.of(Map.of("bootstrap.servers", servers));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka:9092|kafka",
                "kafka-1.example_net:9092 , kafka-2:19092,|kafka-1.example_net kafka-2",
                "SASL_SSL://kafka:9092|kafka",
                "[2001:db8::1]:9092|2001:db8::1",
            })
    void hostsAreReadAsTheClientsDo(String servers, String names) {
        assertThat(of(servers).names()).isEqualTo(List.of(names.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "kafka:", ":9092", "kafka:70000", "kafka:9092,foo", "", ","})
    void whatIsNoAddressIsNamed(String servers) {
        assertThatThrownBy(() -> of(servers))
                .hasMessage(
                        "kafka.bootstrap.servers must be addresses such as kafka-1:9092,kafka-2:9092, not " + servers);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:9092, true",
        "tidings-kafka.invalid:9092, false",
        "'tidings-kafka.invalid:9092,127.0.0.1:9092', true",
    })
    void oneNameThatIsKnownIsEnough(String servers, boolean known) {
        assertThat(of(servers).areKnown()).isEqualTo(known);
    }
}
