package io.tidings.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.tidings.embedded.EmbeddedServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What is refused outlives what a broker usually keeps. */
@QuarkusTest
class RejectedKeptTest {
    private static final String DAYS = Long.toString(Duration.ofDays(90).toMillis());

    @Test
    void theTopicOfTheRefusedIsMadeToKeepThem_andTheOtherIsLeftToTheBroker() {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", EmbeddedServices.kafka().bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                assertThat(kept(admin, Topics.REJECTED)).isEqualTo(DAYS);
                assertThat(kept(admin, Topics.USAGE)).isNotEqualTo(DAYS);
            });
        }
    }

    private static String kept(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> all =
                admin.describeConfigs(List.of(resource)).all().get();
        return Objects.requireNonNull(all.get(resource)).get("retention.ms").value();
    }
}
