package io.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaRefusalsTest {

    private static boolean isLogged(String logger, String message, @Nullable Throwable thrown) {
        LogRecord line = new LogRecord(Level.WARNING, message);
        line.setLoggerName(logger);
        line.setThrown(thrown);
        return new KafkaRefusals().isLoggable(line);
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.kafka.clients.admin.internals.AdminMetadataManager, false",
        "io.smallrye.reactive.messaging.kafka, false",
        "io.tidings.usage.UsageTopics, true",
    })
    void refusalIsNotLoggedByEachClient(String logger, boolean logged) {
        assertThat(isLogged(logger, "Metadata update failed", new SaslAuthenticationException("no")))
                .isEqualTo(logged);
    }

    @Test
    void refusalIsNotLoggedByEachClient_atTheConnection() {
        String client = "org.apache.kafka.clients.NetworkClient";
        assertThat(isLogged(client, "Connection to node -1 failed authentication due to: no", null))
                .isFalse();
        assertThat(isLogged(client, "Uncaught error in request completion:", new IllegalStateException()))
                .isTrue();
    }
}
