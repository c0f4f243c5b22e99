package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Whoever runs the service learns why there are no topics. */
class UsageTopicsTest {
    private final UsageTopics topics = new UsageTopics(
            Map.of(),
            new SmallRyeConfigBuilder().withMapping(UsageSettings.class).build().getConfigMapping(UsageSettings.class));

    @Test
    void whatDoesNotPassByItselfIsSaid_once() {
        LogLines lines = new LogLines(UsageTopics.class.getName());
        try (lines) {
            topics.failed(new IllegalStateException(new TimeoutException("nobody there")));
            topics.failed(new IllegalStateException(new InvalidReplicationFactorException("three of one")));
            topics.failed(new IllegalStateException(new InvalidReplicationFactorException("three of one")));
        }
        assertThat(lines.ofName()).singleElement().satisfies(line -> assertThat(LogLines.text(line))
                .contains("cannot be made", "three of one"));
    }
}
