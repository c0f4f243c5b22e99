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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, in the background: the service starts without a broker and goes on trying. */
@Singleton
class UsageTopics {
    private static final Logger LOG = Logger.getLogger(UsageTopics.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** A broker's usual limit is just over 1 MiB: what is bigger would be refused by it and not by us, with a reason. */
    private static final int RECORD_BYTES = 4 << 20;

    /** What is let in must fit in there with its headers, and is compressed when it comes. */
    private static final Map<String, Integer> LIMITS =
            Map.of(Topics.USAGE, RECORD_BYTES, Topics.REJECTED, 2 * RECORD_BYTES);

    private final Map<String, Object> broker;
    private final UsageSettings settings;
    private volatile boolean refused;
    private Cancellable running = () -> {};
    private volatile Runnable cutOff = () -> {};
    private volatile boolean stopped;

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
                    .invoke(this::failed)
                    .onFailure()
                    .retry()
                    .withBackOff(PAUSE, LONGEST_PAUSE)
                    .indefinitely()
                    .subscribe()
                    .with(done -> {});
        }
    }

    /** That the broker is away is said by others; that it refuses, by nobody. */
    void failed(Throwable failure) {
        boolean mayPass = failure.getCause() instanceof RetriableException;
        if (!mayPass && !refused) {
            refused = true;
            LOG.warnf("The topics cannot be made, and are tried again: %s", failure.getMessage());
        }
    }

    /** A broker that is away is asked for up to a minute, and the end of the service would wait for the thread that asks. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        running.cancel();
        cutOff.run();
    }

    private void create() {
        try (Admin admin = Admin.create(broker)) {
            cutOff = () -> admin.close(Duration.ZERO);
            Set<String> missing = new HashSet<>(LIMITS.keySet());
            missing.removeAll(admin.listTopics().names().get());
            for (String topic : missing) {
                create(admin, topic);
            }
            for (String topic : LIMITS.keySet()) {
                widen(admin, topic);
            }
        } catch (ExecutionException e) {
            // nobody is left to hear that the end cut it off
            if (!stopped) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(Admin admin, String topic) throws ExecutionException, InterruptedException {
        NewTopic wanted = new NewTopic(topic, settings.partitions(), settings.replicas()).configs(config(topic));
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

    private Map<String, String> config(String topic) {
        if (!topic.equals(Topics.REJECTED)) {
            return Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, limit(topic));
        }
        // a broker's usual week is over before the fault of ours is mended that a replay waits for
        return Map.of(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                limit(topic),
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(settings.rejectedKept().toMillis()));
    }

    private static String limit(String topic) {
        return LIMITS.getOrDefault(topic, RECORD_BYTES).toString();
    }

    private static void widen(Admin admin, String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
        ConfigEntry limit = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (Integer.parseInt(limit.value()) < Integer.parseInt(limit(topic))) {
            ConfigEntry wide = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, limit(topic));
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(wide, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
