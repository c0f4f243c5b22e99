package io.tidings.usage;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The Kafka mouth. A batch is taken whole before its offsets move; while it is tried again, the next one is not polled, so
 * that a slow database slows the poll and nothing piles up here.
 */
@Singleton
class UsageConsumer {
    private static final Logger LOG = Logger.getLogger(UsageConsumer.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Less than the whole stop may take. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(10);

    private final UsageIntake intake;
    private final ReportTraces traces;
    private final Clock clock;
    private final AtomicBoolean failing = new AtomicBoolean();
    private int underWay;
    private boolean stopped;

    UsageConsumer(UsageIntake intake, ReportTraces traces, Clock clock) {
        this.intake = intake;
        this.traces = traces;
        this.clock = clock;
    }

    @Incoming(Topics.USAGE)
    Uni<Void> consume(Message<ConsumerRecords<byte[], byte[]>> batch) {
        if (!begin()) {
            // whoever has this partition next takes it
            return Uni.createFrom().nothing();
        }
        List<Arrival> arrivals = arrivals(batch.getPayload());
        return traces.taking(arrivals, () -> taken(arrivals))
                .chain(receipts -> done(batch))
                .onTermination()
                .invoke(this::end);
    }

    private synchronized boolean begin() {
        if (!stopped) {
            underWay++;
        }
        return !stopped;
    }

    private synchronized void end() {
        underWay--;
        notifyAll();
    }

    /**
     * Before the connector closes its clients: what was begun is committed in both places, and nothing new is begun. A batch
     * that waits for the database is given up, the next service begins it anew.
     */
    synchronized void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + LONGEST_BATCH.toNanos();
        for (long left = LONGEST_BATCH.toMillis();
                left > 0 && underWay > 0 && !failing.get();
                left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
            wait(left);
        }
    }

    private Uni<List<Receipt>> taken(List<Arrival> arrivals) {
        return Uni.createFrom()
                .deferred(() -> intake.accept(arrivals))
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .retry()
                .withBackOff(PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private Uni<Void> done(Message<?> batch) {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Usage reports are taken again");
        }
        return Uni.createFrom()
                .completionStage(batch::ack)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Offsets were not committed, the next commit will: %s", failure.getMessage()))
                // what is committed later is read again at worst, and then known
                .onFailure()
                .recoverWithNull();
    }

    private void failed(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("Usage reports wait, and are tried again: %s", failure);
            LOG.debug("Usage reports wait", failure);
        }
    }

    private List<Arrival> arrivals(ConsumerRecords<byte[], byte[]> records) {
        List<Arrival> arrivals = new ArrayList<>(records.count());
        records.forEach(record -> arrivals.add(arrival(record)));
        return arrivals;
    }

    private Arrival arrival(ConsumerRecord<byte[], byte[]> record) {
        // found in whatever case they are written, and handed on as they were
        Map<String, byte[]> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        return new Arrival(
                record.value(),
                record.key(),
                headers,
                new Arrival.Origin(record.topic(), record.partition(), record.offset()),
                // old producers leave it out
                record.timestamp() > 0 ? Instant.ofEpochMilli(record.timestamp()) : clock.instant());
    }
}
