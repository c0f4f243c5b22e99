package io.tidings.usage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, in the background: the service starts without a broker and goes on trying. */
@Singleton
class UsageTopics {
    private static final Logger LOG = Logger.getLogger(UsageTopics.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A broker's usual limit is just over 1 MiB with everything around it; refused reports may be bigger and lie here too. */
    private static final Map<String, String> TAKES_BIG_RECORDS =
            Map.of("max.message.bytes", Integer.toString(16 << 20));

    private final Map<String, Object> broker;
    private final UsageSettings settings;
    private Cancellable running = () -> {};

    UsageTopics(@Identifier("default-kafka-broker") Map<String, Object> broker, UsageSettings settings) {
        this.broker = broker;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        if (settings.createTopics()) {
            running = Uni.createFrom()
                    .<Void>item(() -> {
                        create();
                        return null;
                    })
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .onFailure()
                    .retry()
                    .withBackOff(PAUSE, LONGEST_PAUSE)
                    .indefinitely()
                    .subscribe()
                    .with(done -> {});
        }
    }

    void stop(@Observes ShutdownEvent event) {
        running.cancel();
    }

    private void create() {
        try (Admin admin = Admin.create(broker)) {
            Set<String> missing = new HashSet<>(Set.of(Topics.USAGE, Topics.REJECTED));
            missing.removeAll(admin.listTopics().names().get());
            for (String topic : missing) {
                create(admin, topic);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(Admin admin, String topic) throws ExecutionException, InterruptedException {
        NewTopic wanted = new NewTopic(topic, settings.partitions(), settings.replicas()).configs(TAKES_BIG_RECORDS);
        try {
            admin.createTopics(List.of(wanted)).all().get();
            LOG.infof("Created the topic %s with %d partitions", topic, settings.partitions());
        } catch (ExecutionException e) {
            // another replica was quicker
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
