package io.tidings;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.PublisherDecorator;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Lets a channel begin once the name of a Kafka host can be resolved. The client of a channel that begins earlier cannot be
 * made, and neither the connector nor the client would try again.
 */
@Singleton
class KafkaPatience implements PublisherDecorator {
    private static final Logger LOG = Logger.getLogger(KafkaPatience.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A client is made in a tenth of it, once the name of its host is known. */
    private static final Duration LONGEST_BEGINNING = Duration.ofSeconds(2);

    private final Uni<Void> known;
    private int beginning;
    private boolean stopped;

    KafkaPatience(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.known = known(() -> KafkaHosts.of(broker).areKnown(), PAUSE, LONGEST_PAUSE);
    }

    @Override
    public Multi<? extends Message<?>> decorate(
            Multi<? extends Message<?>> channel, List<String> names, boolean isConnector) {
        return isConnector ? known.onItem().<Message<?>>transformToMulti(now -> begin(channel)) : channel;
    }

    private synchronized Multi<? extends Message<?>> begin(Multi<? extends Message<?>> channel) {
        if (stopped) {
            return Multi.createFrom().nothing();
        }
        beginning++;
        // the connector hands the subscription on when it has the client, and when it could not have it
        return channel.onSubscription().invoke(this::begun);
    }

    private synchronized void begun() {
        beginning--;
        notifyAll();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stop();
    }

    /** A client that is made while others end what they know of it makes them fail: it is waited for, and no other is begun. */
    synchronized void stop() throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + LONGEST_BEGINNING.toNanos();
        for (long left = LONGEST_BEGINNING.toMillis();
                left > 0 && beginning > 0;
                left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
            wait(left);
        }
    }

    /** Before all others, which may count on what they see at the subscription. */
    @Override
    public int getPriority() {
        return Integer.MIN_VALUE;
    }

    /** Completes when they are known, for all who wait. */
    static Uni<Void> known(BooleanSupplier areKnown, Duration pause, Duration longestPause) {
        AtomicBoolean said = new AtomicBoolean();
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> require(areKnown.getAsBoolean()))
                // no event loop may wait for a name
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(unknown -> {
                    if (said.compareAndSet(false, true)) {
                        LOG.warnf("Not ready, trying again: %s", unknown.getMessage());
                    }
                })
                .onFailure()
                .retry()
                .withBackOff(pause, longestPause)
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    private static void require(boolean known) {
        if (!known) {
            throw new IllegalStateException(KafkaReadiness.UNKNOWN_HOST + "; the setting is kafka.bootstrap.servers");
        }
    }
}
