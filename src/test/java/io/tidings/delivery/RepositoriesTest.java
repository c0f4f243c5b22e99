package io.tidings.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RepositoriesTest {

    private static final double DAY = Duration.ofDays(1).toSeconds();

    @Inject
    MeterRegistry meters;

    /** Those of a trial are good for ten years. */
    @ParameterizedTest
    @ValueSource(strings = {"common", "personal"})
    void howLongTheRootIsGoodIsToBeSeen(String repository) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(meters.get("signed.root.left")
                        .tag("repository", repository)
                        .gauge()
                        .value())
                .isBetween(DAY * 3000, DAY * 3650));
    }
}
