package io.tidings;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kafka answers. The channels' own check does not say so: a channel that never reached a broker calls itself
 * ready. One client is kept, made beside the start, which does not wait for it.
 */
@Readiness
@Singleton
class KafkaReadiness implements AsyncHealthCheck {

    static final String UNKNOWN_HOST = "Kafka's host name cannot be resolved";

    private static final Logger LOG = Logger.getLogger(KafkaReadiness.class);
    /** Below the second that a probe usually waits. */
    private static final int PATIENCE_MILLIS = 800;
    /** Many may ask; one question in this time is enough. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<String, Object> broker;
    private final Uni<HealthCheckResponse> answer;
    private @Nullable Admin admin;
    private volatile long asked;
    private volatile @Nullable AuthenticationException refusal;

    KafkaReadiness(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = broker;
        this.answer = Uni.createFrom()
                .deferred(this::ask)
                // a client is made by resolving host names, which no event loop may wait for
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .recoverWithItem(this::down)
                .memoize()
                .until(this::isStale);
    }

    /** Makes the client while the rest starts, so that the first who asks need not wait for it. */
    void start(@Observes @Priority(3) StartupEvent event) {
        answer.subscribe().with(ignored -> {});
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return answer;
    }

    void stop(@Observes ShutdownEvent event) {
        Admin open = close();
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    private boolean isStale() {
        return System.nanoTime() - asked > FRESH.toNanos();
    }

    private Uni<HealthCheckResponse> ask() {
        asked = System.nanoTime();
        return Uni.createFrom()
                .completionStage(admin().describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                        .nodes()
                        .toCompletionStage())
                .map(nodes -> up(nodes.size()));
    }

    HealthCheckResponse up(int brokers) {
        refusal = null;
        return HealthCheckResponse.named("Kafka")
                .up()
                .withData("brokers", brokers)
                .build();
    }

    HealthCheckResponse down(Throwable failure) {
        return HealthCheckResponse.named("Kafka")
                .down()
                .withData(
                        "waitsFor",
                        describe(reasonOf(failure)) + " (kafka.bootstrap.servers: " + broker.get("bootstrap.servers")
                                + ")")
                .build();
    }

    /** A client that was refused pauses for longer than anybody here waits: until Kafka answers, silence is that refusal. */
    private Throwable reasonOf(Throwable failure) {
        AuthenticationException before = refusal;
        if (failure instanceof AuthenticationException refused) {
            refusal = refused;
            if (before == null) {
                LOG.warnf("Not ready, trying again: %s", describe(refused));
            }
        }
        return failure instanceof TimeoutException && before != null ? before : failure;
    }

    static String describe(Throwable failure) {
        return switch (failure) {
            case AuthenticationException refused -> "Kafka refuses the credentials: " + refused.getMessage();
            case TimeoutException ignored -> "Kafka does not answer";
            default ->
                unusable(String.valueOf((failure.getCause() == null ? failure : failure.getCause()).getMessage()));
        };
    }

    private static String unusable(String reason) {
        return reason.startsWith("No resolvable bootstrap urls") ? UNKNOWN_HOST : "Kafka cannot be used: " + reason;
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            Map<String, Object> settings = new HashMap<>(broker);
            settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "tidings-readiness");
            open = Admin.create(settings);
            admin = open;
        }
        return open;
    }

    private synchronized @Nullable Admin close() {
        Admin open = admin;
        admin = null;
        return open;
    }
}
