package io.tidings;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.apache.kafka.common.errors.AuthenticationException;

/**
 * Keeps out of the log what each client of Kafka says with each try, most with a stack, while the credentials are wrong.
 * {@link KafkaReadiness} says it once, and to everyone who asks.
 */
@LoggingFilter(name = "kafka-refusals")
public final class KafkaRefusals implements Filter {

    private static final String CLIENTS = "org.apache.kafka.clients.";
    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";

    @Override
    public boolean isLoggable(LogRecord line) {
        String logger = String.valueOf(line.getLoggerName());
        return !(logger.startsWith(CLIENTS) || logger.equals(CONNECTOR)) || !isRefusal(line);
    }

    private static boolean isRefusal(LogRecord line) {
        return line.getThrown() instanceof AuthenticationException
                || String.valueOf(line.getMessage()).contains("failed authentication due to");
    }
}
